import type { AgentId, ConversationId } from '@onethread/contracts';
import { AssignmentPolicy } from './policy.ts';

export interface AssignmentBenchResult {
  readonly agents: number;
  readonly waiting: number;
  readonly decisions: number;
  readonly decisionsPerSecond: number;
  readonly p50Us: number;
  readonly p99Us: number;
}

const WEIGHTS = [1, 2, 2, 3];

/**
 * Decisions in a full pool with a long queue, the engine's worst hour: whenever a random agent gives back weight 3, the
 * policy decides until nobody has room, and as many new conversations begin to wait. One in ten was refused by somebody,
 * one in five has a keeper. Timed: the release's and the decision's whole work in memory, no store.
 */
export function benchAssignment({ agents = 5_000, waiting = 50_000, decisions = 100_000 } = {}): AssignmentBenchResult {
  const policy = new AssignmentPolicy();
  const random = seededRandom(1);
  const anyAgent = () => agentId(Math.floor(random() * agents));
  let arrivals = 0;
  const arrive = () => {
    arrivals += 1;
    policy.setWaiting({
      conversationId: `v${arrivals}` as ConversationId,
      waitingSince: arrivals,
      weight: WEIGHTS[Math.floor(random() * WEIGHTS.length)] as number,
      refusedBy: random() < 0.1 ? [anyAgent()] : [],
      keeperId: random() < 0.2 ? anyAgent() : undefined,
    });
  };
  for (let index = 0; index < agents; index += 1) {
    policy.setAgent({ agentId: agentId(index), availability: 'available', capacity: 12, load: 12, lastAssignedAt: 0 });
  }
  for (let index = 0; index < waiting; index += 1) arrive();

  const tookUs: number[] = [];
  let busyMs = 0;
  for (let now = 1; tookUs.length < decisions; now += 1) {
    const state = policy.agent(anyAgent());
    if (state === undefined) continue;
    let from = performance.now();
    policy.setAgent({ ...state, load: Math.max(0, state.load - 3) });
    for (;;) {
      const decision = policy.decide(now);
      const took = performance.now() - from;
      busyMs += took;
      if (decision === undefined) break;
      tookUs.push(took * 1000);
      arrive();
      from = performance.now();
    }
  }
  const sorted = tookUs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] as number;
  return {
    agents,
    waiting,
    decisions: tookUs.length,
    decisionsPerSecond: Math.round((tookUs.length / busyMs) * 1000),
    p50Us: at(0.5),
    p99Us: at(0.99),
  };
}

const agentId = (index: number) => `a${index}` as AgentId;

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
