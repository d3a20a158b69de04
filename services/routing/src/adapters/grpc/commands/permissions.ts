import type { ConversationId } from '@onethread/contracts';
import { RpcError } from '@onethread/rpc';
import type { ConversationDocument } from '../../../stores/documents.ts';
import { conversationIdFrom } from '../ids.ts';
import type { CommandSession } from './command.ts';

/** Throws `RpcError` not-found, or invalid for what is no id. */
export async function conversationFrom({ context }: CommandSession, id: string): Promise<ConversationDocument> {
  const conversation = await context.useCases.collections.conversations.get(conversationIdFrom(id));
  if (conversation === undefined) throw new RpcError('not-found', 'there is no such conversation');
  return conversation;
}

/** A conversation that this agent may answer: their own; supervisors and admins any. Throws `RpcError` forbidden, in words. */
export async function requireOwn(session: CommandSession, id: string, what: string): Promise<ConversationId> {
  const conversation = await conversationFrom(session, id);
  const { agent } = session;
  if (agent.role !== 'agent' || conversation.assigneeId === agent._id) return conversation._id;
  const { assigneeId } = conversation;
  if (assigneeId === undefined)
    throw new RpcError('forbidden', `take this conversation first: only who holds it may ${what}`);
  const holder = await session.context.useCases.collections.agents.get(assigneeId);
  throw new RpcError('forbidden', `only ${holder?.name ?? 'its agent'}, who holds this conversation, may ${what}`);
}

/** A conversation that nobody else holds. Throws `RpcError` forbidden, in words. */
export async function requireOwnOrFree(session: CommandSession, id: string, what: string): Promise<ConversationId> {
  const { _id, assigneeId } = await conversationFrom(session, id);
  return assigneeId === undefined ? _id : await requireOwn(session, id, what);
}

/**
 * A conversation that this agent may take: one that waits where they serve, that they were offered, or that they had or moved
 * themselves; also one that somebody has, of which the owner says who. Throws `RpcError` not-found, or forbidden in words.
 */
export async function requireInSight(session: CommandSession, id: string): Promise<ConversationId> {
  const conversation = await conversationFrom(session, id);
  const { _id, assigneeId, reservation, keeperId, refusedBy } = conversation;
  if (assigneeId === undefined && conversation.pool !== session.agent.pool) {
    throw new RpcError(
      'forbidden',
      'this conversation waits in another pool than yours: move it to a queue of yours first',
    );
  }
  const own = [assigneeId, reservation?.agentId, keeperId, ...refusedBy].includes(session.agent._id);
  if (own || assigneeId !== undefined || session.sees(conversation)) return _id;
  throw new RpcError('forbidden', 'this conversation waits in a queue that your teams do not serve');
}
