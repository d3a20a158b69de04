import { BenchPool } from './bench-pool.ts';
export { benchFairness } from './fairness.bench.ts';
export type { FairnessBenchResult } from './fairness.bench.ts';
import { AssignmentPolicy } from './policy.ts';
import type { AgentState } from './terms.ts';

export interface AssignmentBenchResult {
  readonly agents: number;
  readonly waiting: number;
  readonly decisions: number;
  readonly decisionsPerSecond: number;
  readonly p50Us: number;
  readonly p99Us: number;
}

/** How long what waits at the beginning has been waiting at most, and how fast time passes. */
const OLDEST_MS = 600_000;
const MS_PER_RELEASE = 2;

/**
 * Decisions in a full pool with a long queue, the engine's worst hour: whenever a random agent gives back weight 3, the
 * policy decides until nobody has room, and as many new conversations begin to wait. Timed: the whole work in memory of
 * a release, of what time changed, and of the decision with its inputs; no store.
 */
export function benchAssignment({ agents = 5_000, waiting = 50_000, decisions = 100_000 } = {}): AssignmentBenchResult {
  const pool = new BenchPool({ agents, seed: 1 });
  const policy = new AssignmentPolicy(pool.settings);
  let now = OLDEST_MS;
  for (let index = 0; index < agents; index += 1) policy.setAgent(full(pool.agent(index)));
  for (let index = 0; index < waiting; index += 1) {
    policy.setWaiting(pool.arrival(Math.floor(pool.random() * OLDEST_MS)), now);
  }
  policy.decide(now);

  const tookUs: number[] = [];
  let busyMs = 0;
  while (tookUs.length < decisions) {
    now += MS_PER_RELEASE;
    const state = policy.agent(pool.anyAgentId()) as AgentState;
    let from = performance.now();
    policy.setAgent(released(state));
    for (;;) {
      const decision = policy.decide(now);
      if (decision !== undefined) policy.inputsOf(decision);
      const took = performance.now() - from;
      busyMs += took;
      if (decision === undefined) break;
      tookUs.push(took * 1000);
      policy.setWaiting(pool.arrival(now), now);
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

function full(state: AgentState): AgentState {
  return { ...state, load: state.capacity, interruptibleLoad: state.interruptibleCapacity };
}

/** Three units of one kind of work are done: of the kind of which more is held. */
function released(state: AgentState): AgentState {
  const { load, interruptibleLoad } = state;
  return load > interruptibleLoad || (load === interruptibleLoad && state.lastAssignedAt % 2 === 0)
    ? { ...state, load: Math.max(0, load - 3) }
    : { ...state, interruptibleLoad: Math.max(0, interruptibleLoad - 3) };
}
