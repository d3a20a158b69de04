import type { AgentState, WaitingConversation } from './terms.ts';

/** Throws RangeError for an agent with numbers that are none: they have no order. */
export function assertAgent({ agentId, ...state }: AgentState): void {
  const { capacity, interruptibleCapacity, load, interruptibleLoad, lastAssignedAt } = state;
  assertNumbers(agentId, [capacity, interruptibleCapacity, load, interruptibleLoad, lastAssignedAt]);
}

/** Throws RangeError for a weight that is not above 0 (it would never fill anyone), and for numbers that are none. */
export function assertWaiting(conversation: WaitingConversation): void {
  const { conversationId, weight, waitingSince, priority, dueAt } = conversation;
  assertNumbers(conversationId, [weight, waitingSince, priority, dueAt ?? 0]);
  if (weight <= 0) throw new RangeError(`weight of ${conversationId} must be above 0`);
}

function assertNumbers(of: string, numbers: readonly number[]): void {
  if (!numbers.every(Number.isFinite)) throw new RangeError(`what is told of ${of} must be finite numbers`);
}
