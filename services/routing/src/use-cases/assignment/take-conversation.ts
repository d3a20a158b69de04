import type { AgentId, ConversationId } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import type { AssignmentContext } from './assignment-context.ts';

export type TakeConversationResult =
  | { readonly outcome: 'accepted' }
  /** Somebody else has it, or is being asked now. */
  | { readonly outcome: 'taken'; readonly by?: AgentId; readonly byName?: string }
  | { readonly outcome: 'at-capacity' }
  /** No such conversation, or it is not open. */
  | { readonly outcome: 'not-found' };

/** An agent takes a waiting conversation. The pool's owner does it, since only it may write what an agent holds. May be said again. */
export async function takeConversation(
  context: AssignmentContext,
  { agentId, conversationId }: { readonly agentId: AgentId; readonly conversationId: ConversationId },
): Promise<TakeConversationResult> {
  const document = await context.collections.conversations.get(conversationId);
  if (document === undefined) return { outcome: 'not-found' };
  const requestId = context.newId();
  const wish = { version: 1, type: 'take', requestId, conversationId, agentId } as const;
  const { outcome, by } = await context.askOwner({ ...wish, pool: document.pool });
  switch (outcome) {
    case 'accepted':
    case 'at-capacity':
    case 'not-found':
      return { outcome };
    case 'taken': {
      const winner = by === undefined ? undefined : await context.collections.agents.get(by);
      return { outcome, ...(winner ? { by: winner._id, byName: winner.name } : {}) };
    }
    case 'not-yours':
    case 'busy':
    case 'created':
    case 'updated':
    case 'email-taken':
    case 'failed': {
      // Done perhaps, and the answer was lost.
      const now = await context.collections.conversations.get(conversationId);
      if (now?.assigneeId === agentId) return { outcome: 'accepted' };
      throw new RoutingError('conflict', 'taking the conversation failed: try again');
    }
  }
}
