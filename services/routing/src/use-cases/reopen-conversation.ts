import type { AgentId, ConversationId } from '@onethread/contracts';
import { RoutingError } from '../domain/errors.ts';
import { isResolved } from '../domain/open-conversations.ts';
import { appendState } from './append-state.ts';
import type { StateChange } from './append-state.ts';
import type { UseCaseContext } from './context.ts';

/**
 * An agent takes up a resolved or snoozed conversation again. Throws `RoutingError`: `not-found`, or `conflict` where
 * another conversation of the thread is open, since a thread has one.
 */
export function reopenConversation(
  context: UseCaseContext,
  { agentId, conversationId }: { readonly agentId: AgentId; readonly conversationId: ConversationId },
): Promise<StateChange> {
  return appendState(context, { kind: 'reopened', conversationId, agentId }, (state, head) => {
    if (state === 'open') return false;
    if (head.open.some((one) => one.conversationId !== conversationId && !isResolved(one))) {
      throw new RoutingError('conflict', 'Another conversation of this thread is open.');
    }
    return true;
  });
}
