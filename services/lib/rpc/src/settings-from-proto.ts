import { assignmentSettingsSchema, declaredAgentSchema } from '@onethread/contracts';
import type { AgentAbilities, AgentId, AssignmentSettings, DeclaredAgent } from '@onethread/contracts';
import { RpcError } from './errors.ts';
import { faultWords } from './fault-words.ts';
import type {
  AgentSettings,
  WireAbilities,
  WireCalendar,
  WireQueueSettings,
  WireRule,
  WireSettings,
  WireTargets,
} from './settings-types.ts';

/** The settings that were sent, with defaults for what was left out. Throws `RpcError` invalid, naming each field that is wrong. */
export function settingsFromProto(wire: WireSettings): AssignmentSettings {
  const told = {
    skills: wire.skills,
    teams: wire.teams.map(({ maxLoad, ...team }) => ({ ...team, maxLoad: unlessZero(maxLoad) })),
    pools: wire.pools.length === 0 ? undefined : wire.pools,
    calendars: wire.calendars.map(calendarFrom),
    channels: wire.channels.map(({ weight, ...channel }) => ({ ...channel, weight: unlessZero(weight) })),
    queues: wire.queues.map(queueFrom),
    rules: wire.rules.map(ruleFrom),
    defaultQueue: wire.defaultQueue,
    ageUnitSeconds: unlessZero(wire.ageUnitSeconds),
  };
  const { data, error } = assignmentSettingsSchema.safeParse(needsIn(told));
  if (data === undefined) throw new RpcError('invalid', faultWords('', told, error.issues));
  return data;
}

/** An agent that was sent. */
export interface AgentFromProto extends Omit<DeclaredAgent, keyof AgentAbilities> {
  readonly agentId?: AgentId;
  /** Absent: nothing was said of them. */
  readonly abilities?: AgentAbilities;
}

/** Throws `RpcError` invalid, naming each field that is wrong. */
export function agentSettingsFromProto({ agentId, abilities, ...wire }: AgentSettings): AgentFromProto {
  if (agentId.length > 64) throw new RpcError('invalid', 'agent_id is at most 64 characters');
  const able = abilities === null ? {} : abilitiesFrom(abilities);
  const told = { ...wire, role: unlessEmpty(wire.role), ...able };
  const { data, error } = declaredAgentSchema.safeParse(told);
  if (data === undefined) throw new RpcError('invalid', faultWords(`agents[${wire.email}]`, told, error.issues));
  const { email, name, role, disabled, ...checked } = data;
  return {
    email,
    name,
    role,
    disabled,
    ...(agentId === '' ? {} : { agentId: agentId as AgentId }),
    ...(abilities === null ? {} : { abilities: checked }),
  };
}

function calendarFrom({ week, ...calendar }: WireCalendar): object {
  const days: Record<string, string[]> = {};
  for (const { weekday, hours } of week) days[weekday] = [...(days[weekday] ?? []), ...hours];
  return { ...calendar, week: days };
}

function queueFrom(queue: WireQueueSettings): object {
  const { _anyoneAfterSeconds, _stickySeconds, pool, calendar, targets, offerSeconds, idleMinutes, ...others } = queue;
  return {
    ...others,
    pool: unlessEmpty(pool),
    calendar: unlessEmpty(calendar),
    targets: targets === null ? undefined : targetsFrom(targets),
    offerSeconds: unlessZero(offerSeconds),
    idleMinutes: unlessZero(idleMinutes),
  };
}

function targetsFrom(targets: WireTargets): object {
  return Object.fromEntries(Object.entries(targets).map(([name, minutes]) => [name, unlessZero(minutes)]));
}

function ruleFrom({ when, ...rule }: WireRule): object {
  if (when === null) return { ...rule, when: {} };
  const { attributes, hours, ...lists } = when;
  const named = Object.fromEntries(attributes.map(({ name, values }) => [name, values]));
  return { ...rule, when: { ...lists, attributes: named, hours: hours ?? undefined } };
}

function abilitiesFrom({ _interruptibleCapacity, channels, pool, capacity, ...abilities }: WireAbilities): object {
  return {
    ...abilities,
    pool: unlessEmpty(pool),
    capacity: unlessZero(capacity),
    channels: Object.fromEntries(channels.map((limit) => [limit.channel, limit.capacity])),
    skills: needsIn(abilities.skills),
  };
}

/** A level that was left out is the least, wherever a skill is asked for. */
function needsIn<Told>(told: Told): Told {
  return JSON.parse(
    JSON.stringify(told, (_key, value: unknown) => {
      const isNeed = typeof value === 'object' && value !== null && 'skill' in value && 'level' in value;
      return isNeed && value.level === 0 ? { ...value, level: undefined } : value;
    }),
  ) as Told;
}

function unlessZero(number: number): number | undefined {
  return number === 0 ? undefined : number;
}

function unlessEmpty(text: string): string | undefined {
  return text === '' ? undefined : text;
}
