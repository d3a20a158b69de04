import type { AgentSettings, AssignmentSettings, QueueSettings, Rule, SettingsVersion } from '../wire/settings.ts';

/** Complete settings for tests; each takes what the test is about. */
export function sampleQueueSettings(change: Partial<QueueSettings> = {}): QueueSettings {
  return {
    id: 'q1',
    name: change.id ?? 'Support',
    pool: 'main',
    teams: [],
    skills: [],
    relax: [],
    overflow: [],
    priority: 0,
    calendar: '',
    targets: null,
    offerSeconds: 0,
    autoAccept: false,
    idleMinutes: 30,
    ...change,
  };
}

export function sampleRule(change: Partial<Rule> = {}): Rule {
  return { id: 'r1', name: change.id ?? 'Rule', when: null, queue: 'q1', skills: [], priority: 0, ...change };
}

export function sampleAgentSettings(change: Partial<AgentSettings> = {}): AgentSettings {
  const agentId = change.agentId ?? 'ada';
  const abilities = { pool: 'main', capacity: 10, channels: [], skills: [], teams: [] };
  return {
    agentId,
    email: `${agentId}@localhost`,
    name: agentId,
    role: 'agent',
    disabled: false,
    abilities,
    ...change,
  };
}

export function sampleSettingsVersion(change: Partial<AssignmentSettings> = {}): SettingsVersion {
  const settings: AssignmentSettings = {
    skills: [],
    teams: [],
    pools: [{ id: 'main', name: 'Main' }],
    calendars: [],
    channels: [],
    queues: [sampleQueueSettings()],
    rules: [],
    defaultQueue: 'q1',
    ageUnitSeconds: 60,
    ...change,
  };
  return { version: 1, settings, changedBy: 'Ada', changedAtMs: 1000, note: '', agents: [] };
}
