import { MAX_PARTS, replyEntryId } from '@onethread/contracts';
import type { AgentId, ConversationId, Entry, EntryId, IdentityId, Part, StreamId } from '@onethread/contracts';
import { ContentionError } from '@onethread/documents';
import { RoutingError } from '../domain/errors.ts';
import { isBlocked, whyBlocked } from '../domain/standing.ts';
import { append, streamContext } from '../stores/append.ts';
import type { ConversationDocument } from '../stores/documents.ts';
import { findStream } from '../stores/find-stream.ts';
import { storedIdentity } from '../stores/identities.ts';
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

/** Customers' messages on other addresses that may come in while one reply is being stored. */
const MAX_ADDRESS_CHANGES = 20;

/** The customer wrote from another address since the reply's was chosen. */
class AddressChangedError extends Error {
  readonly identityId: IdentityId;
  constructor(identityId: IdentityId) {
    super('the customer wrote from another address');
    this.identityId = identityId;
  }
}

/**
 * Stores an agent's reply and hands it to its channel; held back where somebody else wrote since `seen`. Idempotent by
 * agent and `clientMessageId`. Throws `RoutingError` (`invalid`, `not-found`, `conflict`, `blocked`).
 */
export async function sendReply(context: UseCaseContext, request: ReplyRequest): Promise<ReplyResult> {
  if (request.parts.length === 0 || request.parts.length > MAX_PARTS) {
    throw new RoutingError('invalid', `A reply has 1 to ${MAX_PARTS} parts.`);
  }
  const conversation = await context.collections.conversations.get(request.conversationId);
  if (conversation === undefined) throw new RoutingError('not-found', 'There is no such conversation.');
  let address = request.identityId ?? (await lastAddress(context, conversation));
  for (let changes = 0; changes < MAX_ADDRESS_CHANGES; changes += 1) {
    try {
      return sent(context, await storeReply(context, request, conversation, address));
    } catch (error) {
      if (!(error instanceof AddressChangedError)) throw error;
      address = error.identityId;
    }
  }
  throw new ContentionError('the customer kept changing the address');
}

/** Throws `AddressChangedError` where no address was asked for and the thread's last one, at the reply's very place, is another. */
async function storeReply(
  context: UseCaseContext,
  request: ReplyRequest,
  conversation: ConversationDocument,
  address: IdentityId,
): Promise<Entry> {
  const { conversationId, agentId, agentName, clientMessageId, parts, seen } = request;
  const identity = await storedIdentity(context.collections, address);
  if (identity === undefined) throw new RoutingError('not-found', 'There is no such address.');
  if (identity.externalId === '')
    throw new RoutingError(
      'conflict',
      'This address was erased: it can be answered once the customer has written again.',
    );
  const entryId = replyEntryId(agentId, clientMessageId);
  const blocked = isBlocked(identity);
  const appended = await append(context, identity.customerId, entryId, async (head) => {
    if (!(await conversationInThread(context, head, conversation))) {
      throw new RoutingError('invalid', 'That address belongs to another customer.');
    }
    if (blocked) throw new RoutingError('blocked', whyBlocked(identity));
    // What memory had of the head may have been old: another replica took the customer's last message in.
    if (request.identityId === undefined && (head.lastIdentityId ?? address) !== address) {
      throw new AddressChangedError(head.lastIdentityId as IdentityId);
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
      ...(head.members.length > 1 ? { writtenFor: head.members } : {}),
    };
  });
  if (appended === undefined) throw new Error('a reply is always stored');
  return appended.entry;
}

function sent(context: UseCaseContext, entry: Entry): ReplyResult {
  const { body, entryId } = entry;
  if (body.kind !== 'reply') throw new RoutingError('conflict', 'This client message id was used for something else.');
  if (!body.held) relayLater(context, entryId, body.identityId);
  return { outcome: body.held ? 'held' : 'queued', itemId: entryId, entry };
}

/** Where the thread's customer wrote from last, as far as this process knows. */
async function lastAddress(
  context: UseCaseContext,
  { homeId, lastIdentityId }: ConversationDocument,
): Promise<IdentityId> {
  return (await findStream(streamContext(context), homeId)).head.lastIdentityId ?? lastIdentityId;
}
