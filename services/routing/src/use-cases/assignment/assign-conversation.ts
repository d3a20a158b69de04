import type { AgentId, ConversationId } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import { askToAssign, openConversation } from './ask-to-assign.ts';
import { targetAgent } from './assign-targets.ts';
import type { AssignmentContext } from './assignment-context.ts';

export interface AssignConversation {
  /** A supervisor. */
  readonly by: AgentId;
  readonly conversationId: ConversationId;
  readonly toAgentId: AgentId;
  /** Also where the agent has no room: a recorded exemption. */
  readonly beyondCapacity: boolean;
}

export type AssignConversationResult =
  { readonly outcome: 'assigned' } | { readonly outcome: 'at-capacity'; readonly toName: string };

/**
 * A supervisor gives a conversation to an agent, whoever has it. May be said again. Throws `RoutingError`: not-found for a
 * conversation that is not open, invalid for an agent who cannot get it, forbidden, conflict.
 */
export async function assignConversation(
  context: AssignmentContext,
  { by, conversationId, toAgentId, beyondCapacity }: AssignConversation,
): Promise<AssignConversationResult> {
  const { pool } = await openConversation(context, conversationId);
  const agent = await targetAgent(context, toAgentId, pool);
  const requestId = context.newId();
  const wish = { conversationId, by, how: 'assign', toAgentId, beyondCapacity, requestId } as const;
  switch (await askToAssign(context, wish)) {
    case 'accepted':
      return { outcome: 'assigned' };
    case 'at-capacity':
      return { outcome: 'at-capacity', toName: agent.name };
    case 'busy':
      throw new RoutingError('conflict', `${agent.name} is not connected: choose somebody else`);
    case 'not-yours':
      throw new RoutingError('forbidden', 'only a supervisor may give a conversation to somebody');
  }
}
