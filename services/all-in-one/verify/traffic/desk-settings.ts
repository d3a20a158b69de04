import { settingsFileSchema, type DeclaredAgent, type SettingsFile } from '@onethread/contracts';
import type { Seeded } from '@onethread/testkit';

/** Of each agent, in the weights of the channels (1 or 2): its threads stay below what one stream may follow. */
export const CAPACITY = 16;
/** Mail is interruptible work here, counted apart. */
const INTERRUPTIBLE = 4;
const EVERYWHERE = 'rest';
const QUEUES = [EVERYWHERE, 'parcels', 'letters'] as const;

/** A desk with skills, teams and queues, and what its agents may hold. */
export interface DeskSettings {
  readonly file: SettingsFile;
  readonly queueIds: readonly string[];
  /** Limits that a conversation of a channel counts against while this agent has it. */
  readonly limitsOf: (agentId: string, channel: string) => readonly string[];
  /** Most weight that a limit lets be held. */
  readonly most: (limit: string) => number;
  readonly interruptible: number;
}

/** The same for the same seed: who can do what, and how full a team may be. */
export function deskSettings(agentIds: readonly string[], random: Seeded): DeskSettings {
  const agents = agentIds.map((agentId, index) => declared(agentId, index, random));
  const front = agents.filter(({ teams }) => teams.includes('front')).length;
  const file = settingsFileSchema.parse({
    skills: [
      { id: 'english', name: 'English' },
      { id: 'german', name: 'German' },
    ],
    teams: [
      // A little less than its members may hold by themselves.
      { id: 'front', name: 'Front', maxLoad: Math.max(CAPACITY - 1, Math.floor(front * CAPACITY * 0.9)) },
      { id: 'back', name: 'Back' },
    ],
    channels: [{ channel: 'email', interruptible: true }],
    queues: [
      {
        id: EVERYWHERE,
        name: 'The rest',
        teams: ['front'],
        overflow: [{ afterSeconds: 1, queue: 'parcels' }],
        anyoneAfterSeconds: 3,
      },
      {
        id: 'parcels',
        name: 'Parcels',
        teams: ['back'],
        skills: [{ skill: 'english', level: 3 }],
        relax: [
          { afterSeconds: 1, skills: [{ skill: 'english', level: 1 }] },
          { afterSeconds: 2, skills: [] },
        ],
        anyoneAfterSeconds: 3,
        targets: { firstResponseMinutes: 1, warnMinutes: 1 },
      },
      { id: 'letters', name: 'Letters', autoAccept: true, anyoneAfterSeconds: 2 },
    ],
    rules: [
      { id: 'letters', name: 'Mail', when: { channels: ['email'] }, queue: 'letters' },
      {
        id: 'parcels',
        name: 'Messenger',
        when: { channels: ['messenger'] },
        queue: 'parcels',
        skills: [{ skill: 'german', level: 1 }],
        priority: 1,
      },
    ],
    defaultQueue: EVERYWHERE,
    ageUnitSeconds: 5,
    agents,
  });
  return { file, queueIds: QUEUES, interruptible: INTERRUPTIBLE, ...limits(file) };
}

function declared(
  agentId: string,
  index: number,
  random: Seeded,
): Partial<DeclaredAgent> & Pick<DeclaredAgent, 'email' | 'name' | 'teams'> {
  const level = (): number => random.between(1, 5);
  return {
    ...whoIs(agentId, index),
    capacity: CAPACITY,
    interruptibleCapacity: INTERRUPTIBLE,
    channels: index % 4 === 0 ? { 'in-app': CAPACITY / 2 } : {},
    skills: [
      { skill: 'english', level: level() },
      ...(random.chance(0.5) ? [{ skill: 'german', level: level() }] : []),
    ],
    teams: index % 3 === 0 ? ['front'] : index % 3 === 1 ? ['back'] : ['front', 'back'],
  };
}

/** As an agent is put and as a settings file names it. */
export function whoIs(agentId: string, index: number): { readonly name: string; readonly email: string } {
  return { name: `Agent ${index}`, email: `${agentId}@localhost` };
}

function limits({ agents = [], teams, channels }: SettingsFile): Pick<DeskSettings, 'limitsOf' | 'most'> {
  const byId = new Map(agents.map((agent) => [agent.email.split('@')[0] ?? '', agent]));
  const most = new Map<string, number>();
  for (const { id, maxLoad } of teams) if (maxLoad !== undefined) most.set(`team ${id}`, maxLoad);
  for (const [agentId, agent] of byId) {
    most.set(agentId, agent.capacity);
    most.set(`${agentId} of interruptible work`, agent.interruptibleCapacity ?? agent.capacity);
    for (const [channel, limit] of Object.entries(agent.channels)) most.set(`${agentId} on ${channel}`, limit);
  }
  const isInterruptible = (channel: string): boolean =>
    channels.some((cost) => cost.channel === channel && cost.interruptible);
  return {
    most: (limit) => most.get(limit) ?? Infinity,
    limitsOf: (agentId, channel) => [
      isInterruptible(channel) ? `${agentId} of interruptible work` : agentId,
      `${agentId} on ${channel}`,
      ...(byId.get(agentId)?.teams ?? []).map((team) => `team ${team}`),
    ],
  };
}
