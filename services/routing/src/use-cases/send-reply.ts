import { MAX_PARTS, replyEntryId } from '@onethread/contracts';
import type {
  AgentId,
  ConversationId,
  CustomerId,
  Entry,
  EntryId,
  IdentityId,
  Part,
  StreamId,
} from '@onethread/contracts';
import { RoutingError } from '../domain/errors.ts';
import type { StreamHead } from '../domain/stream-head.ts';
import { append, streamContext } from '../stores/append.ts';
import type { IdentityDocument } from '../stores/documents.ts';
import { findStream } from '../stores/find-stream.ts';
import { knownIdentity } from '../stores/identities.ts';
import { conversationInThread } from './conversation-in-thread.ts';
import { relayLater } from './relay-reply.ts';
import { somebodyElseWrote } from './unseen-messages.ts';
import type { UseCaseContext } from './context.ts';

export interface ReplyRequest {
  readonly agentId: AgentId;
  readonly agentName: string;
  /** Chosen by the agent's client, for ever: the same one is the same reply. */
  readonly clientMessageId: string;
  readonly conversationId: ConversationId;
  /** To which address; default: where the thread's last customer's message came from. */
  readonly identityId?: IdentityId;
  readonly parts: readonly Part[];
  /** streamId → n of the thread as the agent saw it; a stream left out counts as unseen. Absent: never held. */
  readonly seen?: Readonly<Record<StreamId, number>>;
}

export interface ReplyResult {
  readonly outcome: 'queued' | 'held';
  readonly itemId: EntryId;
  readonly entry: Entry;
}

/**
 * Stores an agent's reply and hands it to its channel; held back where somebody else wrote since `seen`. Idempotent by
 * agent and `clientMessageId`. Throws `RoutingError` (`invalid`, `not-found`).
 */
export async function sendReply(context: UseCaseContext, request: ReplyRequest): Promise<ReplyResult> {
  if (request.parts.length === 0 || request.parts.length > MAX_PARTS) {
    throw new RoutingError('invalid', `A reply has 1 to ${MAX_PARTS} parts.`);
  }
  const { conversationId, agentId, agentName, clientMessageId, parts, seen } = request;
  const conversation = await context.collections.conversations.get(conversationId);
  if (conversation === undefined) throw new RoutingError('not-found', 'There is no such conversation.');
  const identity = await addressee(context, conversation.homeId, conversation.lastIdentityId, request.identityId);
  const entryId = replyEntryId(agentId, clientMessageId);
  const appended = await append(context, identity.customerId, entryId, async (head) => {
    if (!(await conversationInThread(context, head, conversation))) {
      throw new RoutingError('invalid', 'That address belongs to another customer.');
    }
    return {
      kind: 'reply',
      identityId: identity._id,
      conversationId,
      agentId,
      agentName,
      parts,
      clientMessageId,
      held: seen !== undefined && (await somebodyElseWrote(context, head, seen, agentId)),
    };
  });
  if (appended === undefined) throw new Error('a reply is always stored');
  return sent(context, appended.entry);
}

function sent(context: UseCaseContext, entry: Entry): ReplyResult {
  const { body, entryId } = entry;
  if (body.kind !== 'reply') throw new RoutingError('conflict', 'This client message id was used for something else.');
  if (!body.held) relayLater(context, entryId);
  return { outcome: body.held ? 'held' : 'queued', itemId: entryId, entry };
}

async function addressee(
  context: UseCaseContext,
  homeId: CustomerId,
  fallback: IdentityId,
  chosen: IdentityId | undefined,
): Promise<IdentityDocument> {
  const identityId = chosen ?? lastIdentity((await findStream(streamContext(context), homeId)).head) ?? fallback;
  const identity = await knownIdentity(context.collections, identityId);
  if (identity === undefined) throw new RoutingError('not-found', 'There is no such address.');
  return identity;
}

function lastIdentity({ lastIdentityId }: StreamHead): IdentityId | undefined {
  return lastIdentityId;
}
