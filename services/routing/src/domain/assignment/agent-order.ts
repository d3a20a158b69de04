import { workOf } from './room.ts';
import type { Work } from './room.ts';
import type { AgentState } from './terms.ts';

export type AgentOrder = (a: AgentState, b: AgentState) => boolean;

/** Lowest load for capacity of that kind of work, then longest since the last assignment, then id. Total over agents with room. */
export function agentOrder(interruptible: boolean): AgentOrder {
  return (a, b) => {
    const byLoad = compareWork(workOf(a, interruptible), workOf(b, interruptible));
    if (byLoad !== 0) return byLoad < 0;
    if (a.lastAssignedAt !== b.lastAssignedAt) return a.lastAssignedAt < b.lastAssignedAt;
    return a.agentId < b.agentId;
  };
}

/** Below 0 when `a` is less busy. Cross-multiplied: no rounding decides. */
export function compareWork(a: Work, b: Work): number {
  return a.load * b.capacity - b.load * a.capacity;
}

/** Whether an agent stands where it stood before, for this kind of work. */
export function sameWork(
  a: AgentState,
  b: AgentState,
  { interruptible }: { readonly interruptible: boolean },
): boolean {
  return a.lastAssignedAt === b.lastAssignedAt && workOf(a, interruptible).load === workOf(b, interruptible).load;
}
