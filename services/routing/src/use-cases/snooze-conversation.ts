import type { AgentId, ConversationId } from '@onethread/contracts';
import { RoutingError } from '../domain/errors.ts';
import { appendState } from './append-state.ts';
import type { StateChange } from './append-state.ts';
import type { UseCaseContext } from './context.ts';

/** Longest snooze. */
export const MAX_SNOOZE_MS = 366 * 24 * 60 * 60 * 1000;

export interface SnoozeRequest {
  readonly agentId: AgentId;
  readonly conversationId: ConversationId;
  /** Epoch ms, in the future, at most a year away. A message of the customer wakes it before. */
  readonly until: number;
}

/** Puts an open conversation aside until a time, and frees its agent's capacity. Throws `RoutingError`. */
export async function snoozeConversation(
  context: UseCaseContext,
  { agentId, conversationId, until }: SnoozeRequest,
): Promise<StateChange> {
  const now = context.now();
  if (!Number.isSafeInteger(until) || until <= now || until > now + MAX_SNOOZE_MS) {
    throw new RoutingError('invalid', 'A snooze ends in the future, within a year.');
  }
  return appendState(context, { kind: 'snoozed', conversationId, agentId, until }, (state, head) => {
    if (state === 'resolved') throw new RoutingError('conflict', 'A resolved conversation cannot be snoozed.');
    const known = head.open.find((one) => one.conversationId === conversationId);
    return known?.snoozedUntil !== until;
  });
}
