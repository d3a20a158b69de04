import type * as rpc from '@onethread/rpc';
import type {
  Abilities,
  AgentSettings,
  AssignmentSettings,
  QueueSettings,
  SettingsCheck,
  SettingsProblem,
  SettingsVersion,
  SettingsWish,
} from '../../wire/settings.ts';

export function versionToWire({ settings, agents, ...rest }: rpc.SettingsVersion): SettingsVersion {
  if (settings === null) throw new Error('a version without settings');
  return { ...rest, settings: settingsToWire(settings), agents: agents.map(agentToWire) };
}

/** What a page sent, as routing takes it: the same names, in arrays that may be written to. */
export function wishToProto({ settings, agents }: SettingsWish): {
  readonly settings: rpc.WireSettingsInput;
  readonly agents: rpc.AgentSettingsInput[];
} {
  return structuredClone({ settings, agents }) as {
    settings: rpc.WireSettingsInput;
    agents: rpc.AgentSettingsInput[];
  };
}

export function checkToWire(check: rpc.CheckSettingsResponse): SettingsCheck {
  return { ...check, problems: check.problems.map(problemToWire) };
}

export function problemToWire({ severity, ...rest }: rpc.SettingsProblem): SettingsProblem {
  return { ...rest, severity: severity === 'WARNING' ? 'warning' : 'error' };
}

function settingsToWire({ queues, ...rest }: rpc.WireSettings): AssignmentSettings {
  return { ...rest, queues: queues.map(queueToWire) };
}

function queueToWire({ _anyoneAfterSeconds, _stickySeconds, ...queue }: rpc.WireQueueSettings): QueueSettings {
  return queue;
}

function agentToWire({ role, abilities, ...rest }: rpc.AgentSettings): AgentSettings {
  const known = role === 'admin' || role === 'supervisor' ? role : 'agent';
  return { ...rest, role: known, abilities: abilitiesToWire(abilities) };
}

function abilitiesToWire(abilities: rpc.WireAbilities | null): Abilities {
  if (abilities === null) return { pool: '', capacity: 0, channels: [], skills: [], teams: [] };
  const { _interruptibleCapacity, ...rest } = abilities;
  return rest;
}
