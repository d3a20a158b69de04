import type { AgentId, ConversationId } from '@onethread/contracts';
import { appendState } from './append-state.ts';
import type { StateChange } from './append-state.ts';
import type { UseCaseContext } from './context.ts';

/** The matter is settled. Its agent becomes its keeper, and is asked first should it be reopened. Throws `RoutingError` (`not-found`). */
export function resolveConversation(
  context: UseCaseContext,
  { agentId, conversationId }: { readonly agentId: AgentId; readonly conversationId: ConversationId },
): Promise<StateChange> {
  return appendState(context, { kind: 'resolved', conversationId, agentId }, (state) => state !== 'resolved');
}
