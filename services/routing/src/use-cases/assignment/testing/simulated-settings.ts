import { agentAbilitiesSchema, assignmentSettingsSchema } from '@onethread/contracts';
import type { AgentId, AssignmentSettings } from '@onethread/contracts';
import type { PolicySettings } from '../../../domain/assignment/terms.ts';
import { CURRENT } from '../../../stores/settings-in-force.ts';
import type { Collections } from '../../../stores/collections.ts';
import type { AgentDocument } from '../../../stores/documents.ts';
import { PoolSettings } from '../owner/pool-settings.ts';
import { newAgent } from './new-documents.ts';

export const POOLS = ['main', 'side'] as const;
export const OFFER_MS = 20_000;

type Version = Pick<AssignmentSettings, 'queues'>;

/** What the settings are about in the simulation: a queue of each kind, in two pools. Some of it changes by chance. */
function settingsOf(version: number): AssignmentSettings {
  const odd = version % 2 === 1;
  return assignmentSettingsSchema.parse({
    pools: POOLS.map((id) => ({ id, name: id })),
    skills: [{ id: 'french', name: 'French' }],
    teams: [
      { id: 'blue', name: 'Blue', maxLoad: 4 },
      { id: 'red', name: 'Red' },
    ],
    queues: [
      { id: 'default', name: 'Everyone', idleMinutes: 2, priority: odd ? 1 : 0, offerSeconds: odd ? 10 : undefined },
      {
        id: 'french',
        name: 'French',
        teams: odd ? ['blue'] : ['blue', 'red'],
        skills: [{ skill: 'french', level: 3 }],
        relax: [{ afterSeconds: 5, skills: [{ skill: 'french', level: 1 }] }],
        overflow: odd ? [{ afterSeconds: 10, queue: 'default' }] : [],
        anyoneAfterSeconds: 40,
        stickySeconds: 3,
        idleMinutes: 1,
      },
      { id: 'quick', name: 'Quick', autoAccept: version % 3 !== 2, idleMinutes: 1 },
      { id: 'side', name: 'Side', pool: 'side', autoAccept: odd },
    ],
    defaultQueue: 'default',
  });
}

const french = (level: number) => [{ skill: 'french', level }];
const ABILITIES = {
  agent0: { capacity: 1 },
  agent1: { capacity: 2, teams: ['blue'], skills: french(3) },
  agent2: { capacity: 2, teams: ['blue'], skills: french(1), interruptibleCapacity: 1, channels: { chat: 1 } },
  agent3: { capacity: 3, teams: ['red'], skills: french(4) },
  agent4: { capacity: 2, pool: 'side' },
} as const;

export const SUPERVISOR = 'agent3' as AgentId;

/** Agents of the simulation, as they are at first. */
export const AGENTS: readonly Omit<AgentDocument, 'rev'>[] = Object.entries(ABILITIES).map(([name, abilities]) => {
  const parsed = agentAbilitiesSchema.parse(abilities);
  const role = name === SUPERVISOR ? 'supervisor' : 'agent';
  return { ...newAgent(name, parsed.capacity), role, pool: parsed.pool, abilities: parsed };
});

/** Every version of the settings that there was. */
export class SimulatedSettings {
  readonly #versions = new Map<number, AssignmentSettings>();
  #version = 0;

  /** Puts the next version in force. */
  async change({ settings }: Collections): Promise<void> {
    this.#version += 1;
    const next = settingsOf(this.#version);
    this.#versions.set(this.#version, next);
    const document = { version: this.#version, settings: next, by: 'nobody', at: 0, note: '', changes: [] };
    const present = await settings.get(CURRENT);
    if (present === undefined) await settings.insert({ _id: CURRENT, ...document });
    else await settings.replace({ ...present, ...document });
  }

  get inForce(): AssignmentSettings {
    return this.of(this.#version);
  }

  of(version: number): AssignmentSettings {
    const settings = this.#versions.get(version);
    if (settings === undefined) throw new Error(`there was no version ${version}`);
    return settings;
  }

  poolOf(queueId: string): string {
    return this.queue(this.inForce, queueId).pool;
  }

  queue(settings: Version, queueId: string): AssignmentSettings['queues'][number] {
    const queue = settings.queues.find(({ id }) => id === queueId);
    if (queue === undefined) throw new Error(`there is no queue ${queueId}`);
    return queue;
  }

  forPolicy(version: number, pool: string): PolicySettings {
    const inForce = { version, settings: this.of(version) };
    return new PoolSettings(inForce, pool, { offerMs: OFFER_MS }).forPolicy;
  }
}
