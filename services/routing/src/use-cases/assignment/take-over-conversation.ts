import type { AgentId, ConversationId } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import { askToAssign, openConversation } from './ask-to-assign.ts';
import { targetAgent } from './assign-targets.ts';
import type { AssignmentContext } from './assignment-context.ts';

export interface TakeOverResult {
  readonly outcome: 'taken-over' | 'at-capacity';
}

/**
 * A supervisor has a conversation from now on that somebody else has. May be said again. Throws `RoutingError`: not-found for a
 * conversation that is not open, invalid for one of another pool, forbidden, conflict.
 */
export async function takeOverConversation(
  context: AssignmentContext,
  { by, conversationId }: { readonly by: AgentId; readonly conversationId: ConversationId },
): Promise<TakeOverResult> {
  const { pool } = await openConversation(context, conversationId);
  await targetAgent(context, by, pool);
  const wish = { conversationId, by, how: 'take-over', toAgentId: by, requestId: context.newId() } as const;
  switch (await askToAssign(context, wish)) {
    case 'accepted':
      return { outcome: 'taken-over' };
    case 'at-capacity':
      return { outcome: 'at-capacity' };
    case 'busy':
      throw new RoutingError('conflict', 'you are not connected: connect, and try again');
    case 'not-yours':
      throw new RoutingError('forbidden', 'only a supervisor may take over a conversation');
  }
}
