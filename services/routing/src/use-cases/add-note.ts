import { MAX_PARTS, replyEntryId } from '@onethread/contracts';
import type { AgentId, ConversationId, Entry, Part } from '@onethread/contracts';
import { RoutingError } from '../domain/errors.ts';
import { append } from '../stores/append.ts';
import type { UseCaseContext } from './context.ts';

export interface NoteRequest {
  readonly agentId: AgentId;
  readonly agentName: string;
  readonly clientMessageId: string;
  readonly conversationId: ConversationId;
  readonly parts: readonly Part[];
}

/** A note for agents, in the thread of its conversation. Idempotent by agent and `clientMessageId`. Throws `RoutingError`. */
export async function addNote(context: UseCaseContext, request: NoteRequest): Promise<Entry> {
  const { agentId, agentName, clientMessageId, conversationId, parts } = request;
  if (parts.length === 0 || parts.length > MAX_PARTS) {
    throw new RoutingError('invalid', `A note has 1 to ${MAX_PARTS} parts.`);
  }
  const conversation = await context.collections.conversations.get(conversationId);
  if (conversation === undefined) throw new RoutingError('not-found', 'There is no such conversation.');
  const appended = await append(context, conversation.homeId, replyEntryId(agentId, clientMessageId), () => ({
    kind: 'note',
    conversationId,
    agentId,
    agentName,
    parts,
  }));
  if (appended?.entry.body.kind !== 'note') {
    throw new RoutingError('conflict', 'This client message id was used for something else.');
  }
  return appended.entry;
}
