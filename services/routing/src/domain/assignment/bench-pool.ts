import type { AgentId, ConversationId, QueueSettings, SkillNeed } from '@onethread/contracts';
import type { AgentState, PolicySettings, WaitingConversation } from './terms.ts';

const SKILLS = 20;
const QUEUES = 20;
const TEAMS = 10;
const SECOND = 1000;
const CAPACITY = 12;

const KINDS = [
  { channel: 'chat', weight: 2, interruptible: false },
  { channel: 'social', weight: 2, interruptible: false },
  { channel: 'text', weight: 1, interruptible: false },
  { channel: 'mail', weight: 1, interruptible: true },
] as const;

/** A large pool as it might be: twenty queues of two teams each, each asking for a skill of its own, which it relaxes and overflows. */
export class BenchPool {
  readonly settings: PolicySettings;
  readonly random: () => number;
  readonly #agents: number;
  #arrivals = 0;

  constructor({ agents, seed }: { readonly agents: number; readonly seed: number }) {
    this.#agents = agents;
    this.random = seededRandom(seed);
    this.settings = {
      version: 1,
      ageUnitSeconds: 60,
      teams: Array.from({ length: TEAMS }, (_, index) => ({
        id: teamId(index),
        name: '',
        ...(index < 3 ? { maxLoad: 1_000_000 } : {}),
      })),
      queues: Array.from({ length: QUEUES }, (_, index) => queue(index)),
    };
  }

  anyAgentId(): AgentId {
    return agentId(this.#below(this.#agents));
  }

  /** Agent number `index`: two teams, five skills, nothing held. */
  agent(index: number): AgentState {
    return {
      agentId: agentId(index),
      availability: 'available',
      capacity: CAPACITY,
      interruptibleCapacity: CAPACITY,
      channels: {},
      load: 0,
      interruptibleLoad: 0,
      channelLoad: {},
      lastAssignedAt: 0,
      teams: [teamId(index), teamId(this.#below(TEAMS))],
      skills: Array.from({ length: 5 }, () => ({ skill: skillId(this.#below(SKILLS)), level: 1 + this.#below(5) })),
    };
  }

  /** Agent number `index` who may do everything. */
  ableAgent(index: number): AgentState {
    const teams = this.settings.teams.map((team) => team.id);
    const skills = Array.from({ length: SKILLS }, (_, skill) => ({ skill: skillId(skill), level: 5 }));
    return { ...this.agent(index), teams, skills };
  }

  /** One in five was served before, one in ten was refused by somebody, one in ten asks for another skill, one in twenty has a target. */
  arrival(waitingSince: number): WaitingConversation {
    this.#arrivals += 1;
    const { channel, weight, interruptible } = KINDS[this.#below(KINDS.length)] as (typeof KINDS)[number];
    return {
      conversationId: `v${this.#arrivals}` as ConversationId,
      waitingSince,
      queueId: queueId(this.#below(QUEUES)),
      channel,
      weight,
      interruptible,
      priority: this.#oneIn(10) ? 1 : 0,
      skills: this.#oneIn(10) ? [{ skill: skillId(this.#below(SKILLS)), level: 1 }] : [],
      refusedBy: this.#oneIn(10) ? [this.anyAgentId()] : [],
      keeperId: this.#oneIn(5) ? this.anyAgentId() : undefined,
      dueAt: this.#oneIn(20) ? waitingSince + 300 * SECOND : undefined,
    };
  }

  #oneIn(many: number): boolean {
    return this.random() * many < 1;
  }

  #below(limit: number): number {
    return Math.floor(this.random() * limit);
  }
}

function queue(index: number): QueueSettings {
  const asked = (level: number): SkillNeed[] => [{ skill: skillId(index % SKILLS), level }];
  return {
    id: queueId(index),
    name: '',
    pool: 'main',
    teams: [teamId(index), teamId(index + 1)],
    skills: asked(3),
    relax: [{ afterSeconds: 60, skills: asked(1) }],
    overflow: [{ afterSeconds: 180, queue: queueId((index + 1) % QUEUES) }],
    anyoneAfterSeconds: 1_800,
    priority: 0,
    autoAccept: false,
    stickySeconds: 10,
    idleMinutes: 30,
  };
}

const agentId = (index: number) => `a${index}` as AgentId;
const queueId = (index: number) => `queue-${index}`;
const teamId = (index: number) => `team-${index % TEAMS}`;
const skillId = (index: number) => `skill-${index}`;

/** Mulberry32: the same run each time. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
