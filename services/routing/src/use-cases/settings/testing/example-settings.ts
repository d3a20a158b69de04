import { assignmentSettingsSchema, declaredAgentSchema } from '@onethread/contracts';
import type { AssignmentSettings } from '@onethread/contracts';
import { checkSettings } from '../../../domain/settings/check-settings.ts';
import type { AnnouncedChannel, SettingsAgent } from '../../../domain/settings/settings-agent.ts';
import type { SettingsProblem } from '../../../domain/settings/settings-problem.ts';
import { uselessRules } from '../../../domain/rules/useless-rules.ts';

/** As a file says it, before defaults. */
export type Loose = Record<string, unknown>;

export const NAMED = { name: 'Name' };
export const WORKDAY = { monday: ['09:00-17:00'] };

/** Two queues that Anna and Ben serve: nothing is wrong with it. `changes` replaces whole lists. */
export function settings(changes: Loose = {}): AssignmentSettings {
  return assignmentSettingsSchema.parse({
    skills: [{ id: 'french', ...NAMED }],
    teams: [{ id: 'billing', ...NAMED }],
    calendars: [{ id: 'office', ...NAMED, timeZone: 'Europe/Berlin', week: WORKDAY }],
    queues: [{ id: 'all', ...NAMED }, bills()],
    rules: [rule('bills', 'bills', { channels: ['pigeon'] })],
    defaultQueue: 'all',
    ...changes,
  });
}

export const bills = (changes: Loose = {}): Loose => ({ id: 'bills', name: 'Bills', teams: ['billing'], ...changes });
export const rule = (id: string, queue: string, when: Loose, more: Loose = {}): Loose => ({
  id,
  name: id,
  queue,
  when,
  ...more,
});

export function agent(name: string, changes: Loose = {}): SettingsAgent {
  const { declared = true, ...fields } = changes;
  const parsed = declaredAgentSchema.parse({ email: `${name}@example.org`, name, ...fields });
  return { ...parsed, declared: declared === true };
}

export const ANNA = agent('anna', { teams: ['billing'], skills: [{ skill: 'french', level: 4 }] });
export const BEN = agent('ben');
export const CHANNELS: readonly AnnouncedChannel[] = [
  { channel: 'pigeon', weight: 2 },
  { channel: 'owl', weight: 1 },
];

const isTimeZone = (name: string): boolean => name === 'Europe/Berlin' || name === 'UTC';

export function problems(
  checked: AssignmentSettings,
  agents: readonly SettingsAgent[] = [ANNA, BEN],
  channels = CHANNELS,
): readonly SettingsProblem[] {
  return checkSettings(checked, { agents, channels, isTimeZone, uselessRules });
}

/** `severity code path`, without the words. */
export function told(
  checked: AssignmentSettings,
  agents?: readonly SettingsAgent[],
  channels?: readonly AnnouncedChannel[],
): string[] {
  return problems(checked, agents, channels).map(({ severity, code, path }) => `${severity} ${code} ${path}`);
}

export const withQueue = (changes: Loose, more: Loose = {}): AssignmentSettings =>
  settings({ queues: [{ id: 'all', ...NAMED }, bills(changes)], ...more });
