import { followUpEntryId } from '@onethread/contracts';
import type { AgentId, ConversationId, EntryId, Part } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import { addNote } from '../add-note.ts';
import { askToAssign, openConversation } from './ask-to-assign.ts';
import { notYours, targetAgent, targetQueue } from './assign-targets.ts';
import type { AssignmentContext } from './assignment-context.ts';

export interface TransferConversation {
  readonly by: AgentId;
  readonly byName: string;
  readonly conversationId: ConversationId;
  readonly to: { readonly agentId: AgentId } | { readonly queueId: string };
  /** For whoever gets it. */
  readonly note?: readonly Part[];
  /** Makes transfer and note once. Absent: repeated, it is another transfer; not with a note. */
  readonly clientMessageId?: string;
}

export type TransferResult =
  | { readonly outcome: 'transferred'; readonly noteId?: EntryId }
  | { readonly outcome: 'at-capacity'; readonly toName: string };

/**
 * The assignee hands a conversation to an agent or to a queue; a supervisor may do so with anybody's. The note is written
 * when it is done: a crash between both is made good when the same transfer is asked for again. Throws `RoutingError`: not-found
 * for a conversation that is not open, invalid for who or what cannot get it, forbidden, conflict.
 */
export async function transferConversation(
  context: AssignmentContext,
  transfer: TransferConversation,
): Promise<TransferResult> {
  const { by, conversationId, to, note, clientMessageId } = transfer;
  if (note !== undefined && clientMessageId === undefined) {
    throw new RoutingError('invalid', 'a note needs a client message id');
  }
  const requestId = requestIdOf(transfer);
  if (requestId !== undefined && (await isDone(context, conversationId, requestId))) {
    return { outcome: 'transferred', ...(await noteOf(context, transfer)) };
  }
  const { pool } = await openConversation(context, conversationId);
  const agent = 'agentId' in to ? await targetAgent(context, to.agentId, pool) : undefined;
  const queue = 'queueId' in to ? await targetQueue(context, to.queueId) : undefined;
  const answer = await askToAssign(context, {
    conversationId,
    by,
    how: 'transfer',
    requestId: requestId ?? context.newId(),
    ...(agent === undefined ? {} : { toAgentId: agent._id }),
    ...(queue === undefined ? {} : { toQueueId: queue.id }),
  });
  const toName = agent?.name ?? queue?.name ?? '';
  switch (answer) {
    case 'accepted':
      return { outcome: 'transferred', ...(await noteOf(context, transfer)) };
    case 'at-capacity':
      return { outcome: 'at-capacity', toName };
    case 'busy':
      throw new RoutingError('conflict', `${toName} is not connected: choose somebody else, or a queue`);
    case 'not-yours':
      throw await notYours(context, conversationId, 'transfer it');
  }
}

function requestIdOf({ by, conversationId, to, clientMessageId }: TransferConversation): string | undefined {
  if (clientMessageId === undefined) return undefined;
  const target = 'agentId' in to ? `agent:${to.agentId}` : `queue:${to.queueId}`;
  return followUpEntryId(`${by}/${clientMessageId}`, `transfer:${conversationId}:${target}`);
}

/** Said again by who did it, whoever has the conversation by now. */
async function isDone(
  { collections }: AssignmentContext,
  conversationId: ConversationId,
  requestId: string,
): Promise<boolean> {
  const document = await collections.conversations.get(conversationId);
  return document?.doneRequests?.includes(requestId) === true;
}

async function noteOf(
  context: AssignmentContext,
  { by, byName, conversationId, note, clientMessageId }: TransferConversation,
): Promise<{ readonly noteId?: EntryId }> {
  if (note === undefined || clientMessageId === undefined) return {};
  const written = { agentId: by, agentName: byName, clientMessageId, conversationId, parts: note };
  return { noteId: (await addNote(context, written)).entryId };
}
