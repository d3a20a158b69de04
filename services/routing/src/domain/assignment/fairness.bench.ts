import type { AgentId, ConversationId } from '@onethread/contracts';
import { BenchPool } from './bench-pool.ts';
import { AssignmentHeap, HeapPlace } from './heap.ts';
import { AssignmentPolicy } from './policy.ts';
import { withHeld } from './room.ts';
import type { AgentState, Decision, DropReason, WaitingConversation } from './terms.ts';

export interface FairnessBenchResult {
  readonly agents: number;
  readonly decisions: number;
  /** Of mean load for capacity over agents who can all do all: 1 is perfectly even. */
  readonly jain: number;
  /** Share of the customers whose last agent may serve them who got that agent. */
  readonly stickyHitRate: number;
  readonly medianWaitMs: number;
  /** Waited longer than five times the median. */
  readonly starved: number;
  readonly waitBySkill: readonly { readonly skill: string; readonly p95Ms: number }[];
}

/** The end of somebody's work on a conversation. */
class Finish {
  readonly at: number;
  readonly number: number;
  readonly agentId: AgentId;
  readonly conversation: WaitingConversation;
  readonly place = new HeapPlace<Finish>(this);

  constructor(at: number, number: number, agentId: AgentId, conversation: WaitingConversation) {
    this.at = at;
    this.number = number;
    this.agentId = agentId;
    this.conversation = conversation;
  }
}

const MEAN_WORK_MS = 600_000;
const SECOND = 1000;
/** What no waiting changes. */
const NEVER: readonly DropReason[] = ['not-member', 'skill', 'declined'];
const STARVED_AT_MEDIANS = 5;

/**
 * Some simulated hours of a pool that gets a twentieth more than it can do, so that everybody waits and the order of
 * waiting matters; counted from half-time on, when the pool is full. Once with agents of few skills for the waits, once with agents who can all do all for evenness.
 */
export function benchFairness({ agents = 300, hours = 1, seed = 1 } = {}): FairnessBenchResult {
  const skilled = new Simulation({ agents, seed, equal: false });
  skilled.run(hours);
  const equal = new Simulation({ agents, seed, equal: true });
  equal.run(hours);
  const median = quantile(skilled.waitsMs, 0.5);
  return {
    agents,
    decisions: skilled.decisions + equal.decisions,
    jain: equal.jain(),
    stickyHitRate: skilled.stickyHits / Math.max(1, skilled.stickyChances),
    medianWaitMs: median,
    starved: skilled.waitsMs.filter((wait) => wait > STARVED_AT_MEDIANS * median).length,
    waitBySkill: [...skilled.waitsBySkill].map(([skill, waits]) => ({ skill, p95Ms: quantile(waits, 0.95) })),
  };
}

class Simulation {
  readonly waitsMs: number[] = [];
  readonly waitsBySkill = new Map<string, number[]>();
  decisions = 0;
  stickyHits = 0;
  stickyChances = 0;
  readonly #pool: BenchPool;
  readonly #policy: AssignmentPolicy;
  readonly #finishes = new AssignmentHeap<Finish>((a, b) => (a.at === b.at ? a.number < b.number : a.at < b.at));
  readonly #waiting = new Map<ConversationId, WaitingConversation>();
  readonly #skillOf: ReadonlyMap<string, string>;
  /** Load for capacity, added up over time. */
  readonly #work = new Map<AgentId, number>();
  readonly #arrivalMs: number;
  readonly #agents: number;
  #now = 0;
  #started = 0;
  #countsFrom = 0;

  constructor({ agents, seed, equal }: { readonly agents: number; readonly seed: number; readonly equal: boolean }) {
    this.#pool = new BenchPool({ agents, seed });
    this.#policy = new AssignmentPolicy(this.#pool.settings);
    this.#agents = agents;
    this.#skillOf = new Map(this.#pool.settings.queues.map(({ id, skills }) => [id, skills[0]?.skill ?? '']));
    let atOnce = 0;
    for (let index = 0; index < agents; index += 1) {
      const state = equal ? this.#pool.ableAgent(index) : this.#pool.agent(index);
      this.#policy.setAgent(state);
      atOnce += state.capacity;
    }
    // Work that is not interruptible: three of four arrivals, weighing 5/3 on average.
    this.#arrivalMs = MEAN_WORK_MS / (1.05 * (atOnce / (5 / 3) / 0.75));
  }

  run(hours: number): void {
    const endsAt = hours * 3_600 * SECOND;
    this.#countsFrom = endsAt / 2;
    let arrivesAt = 0;
    while (this.#now < endsAt) {
      const finishesAt = this.#finishes.peek()?.at ?? Infinity;
      const changesAt = this.#policy.nextChangeAt() ?? Infinity;
      this.#now = Math.min(arrivesAt, finishesAt, changesAt);
      if (this.#now === finishesAt) this.#finish(this.#finishes.peek() as Finish);
      if (this.#now === arrivesAt) {
        this.#arrive();
        arrivesAt += -Math.log(1 - this.#pool.random()) * this.#arrivalMs;
      }
      for (let next = this.#policy.decide(this.#now); next !== undefined; next = this.#policy.decide(this.#now)) {
        this.#start(next);
      }
    }
  }

  jain(): number {
    let sum = 0;
    let squares = 0;
    for (const work of this.#work.values()) {
      sum += work;
      squares += work * work;
    }
    return (sum * sum) / (this.#agents * squares);
  }

  #arrive(): void {
    const conversation = this.#pool.arrival(this.#now);
    this.#waiting.set(conversation.conversationId, conversation);
    this.#policy.setWaiting(conversation, this.#now);
    const { keeperId } = conversation;
    if (keeperId === undefined) return;
    const against = this.#policy.whyNot(conversation, keeperId, this.#now);
    if (!against.some((reason) => NEVER.includes(reason))) this.stickyChances += 1;
  }

  #start(decision: Decision): void {
    const { conversationId, agentId, queueId, choice, waitedMs } = decision;
    const conversation = this.#waiting.get(conversationId) as WaitingConversation;
    this.#waiting.delete(conversationId);
    if (choice === 'sticky') this.stickyHits += 1;
    this.decisions += 1;
    const workMs = -Math.log(1 - this.#pool.random()) * MEAN_WORK_MS;
    if (!conversation.interruptible && this.#now >= this.#countsFrom) {
      const { capacity } = this.#policy.agent(agentId) as AgentState;
      this.#work.set(agentId, (this.#work.get(agentId) ?? 0) + (workMs * conversation.weight) / capacity);
      this.waitsMs.push(waitedMs);
      const skill = this.#skillOf.get(queueId) ?? '';
      const waits = this.waitsBySkill.get(skill) ?? [];
      waits.push(waitedMs);
      this.waitsBySkill.set(skill, waits);
    }
    this.#started += 1;
    this.#finishes.put(new Finish(this.#now + workMs, this.#started, agentId, conversation).place);
  }

  #finish({ agentId, conversation, place }: Finish): void {
    this.#finishes.remove(place);
    const state = this.#policy.agent(agentId) as AgentState;
    const less = { ...conversation, weight: -conversation.weight };
    this.#policy.setAgent(withHeld(state, less, state.lastAssignedAt));
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}
