import { followUpEntryId, MAX_PARTS } from '@onethread/contracts';
import type { Part } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import { takesCopies } from '../../domain/standing.ts';
import { without } from '../../domain/without.ts';
import type { ItemDocument } from '../../stores/documents.ts';
import type { IdentityDocument, UnreadDocument } from '../../stores/identity-documents.ts';
import type { UseCaseContext } from '../context.ts';
import { sendAutomatic } from '../identity/send-automatic.ts';
import { mergedItems } from '../reading/merged-items.ts';
import { serveItem } from '../reading/served-item.ts';
import { linkedCustomers, readThreadScope } from '../reading/thread-scope.ts';
import { readThreadState } from '../reading/thread-state.ts';

/** Replies that one copy holds at most; more stay in the app alone. */
const MAX_COPIED = 50;
/** Items that are looked through for them at most. */
const MAX_LOOKED_AT = 1000;

/**
 * Sends on what was not read where it was written, as one message of the same conversation, once: the copy is named after
 * its first reply. Nothing is sent to an address that is not tied to the reader by their own proof any more, or to which they
 * asked for no copies: the thread says so where they did, and what was not read is looked at no more.
 */
export async function followUnread(context: UseCaseContext, unread: UnreadDocument): Promise<void> {
  const { identities } = context.collections;
  const reader = await identities.get(unread.identityId);
  const to = reader?.answersFollowTo && (await identities.get(reader.answersFollowTo));
  if (reader !== undefined && to !== undefined && (await isTheirOwn(context, reader, to))) {
    if (takesCopies(to)) {
      const replies = await repliesNotRead(context, unread, reader);
      if (replies.length > 0) await sendCopy(context, replies, to);
    } else context.count?.('copy-to-address-without-copies');
  }
  await changeDocument<UnreadDocument>(context.collections.unreadReplies, {
    id: unread._id,
    make: (known) => {
      if (known === undefined || known.lookedUpTo >= unread.latestAt) return known;
      const { latestAt } = known;
      const looked = { ...without(known, 'dueAt'), lookedUpTo: unread.latestAt };
      if (latestAt === unread.latestAt) return looked;
      return { ...looked, dueAt: Math.floor(latestAt / 1000) + context.settings.answersFollowMs };
    },
  });
}

async function isTheirOwn(
  { collections }: UseCaseContext,
  reader: IdentityDocument,
  to: IdentityDocument,
): Promise<boolean> {
  if (to.externalId === '') return false;
  return (await linkedCustomers(collections, reader.customerId, 'proved')).includes(to.customerId);
}

/** In their order; what failed, was withdrawn or still waits for the agent's word is none. */
async function repliesNotRead(
  { collections }: UseCaseContext,
  { identityId, conversationId, lookedUpTo, latestAt }: UnreadDocument,
  reader: IdentityDocument,
): Promise<readonly ItemDocument[]> {
  const { streams } = await readThreadScope(collections, reader.customerId, 'all');
  const { watermarks } = await readThreadState(collections, streams);
  const found: ItemDocument[] = [];
  let lookedAt = 0;
  const from = { at: lookedUpTo + 1, id: '' };
  for await (const item of mergedItems(collections, [reader.customerId], { direction: 'newer', from, chunk: 100 })) {
    lookedAt += 1;
    if (item.at > latestAt || found.length >= MAX_COPIED || lookedAt > MAX_LOOKED_AT) break;
    if (item.type !== 'reply' || item.conversationId !== conversationId || item.identityId !== identityId) continue;
    if (item.automatic === true || item.held === true || item.discarded === true || item.erased === true) continue;
    const { status } = serveItem(item, reader, watermarks);
    if (status !== 'read' && status !== 'failed') found.push(item);
  }
  return found;
}

async function sendCopy(
  context: UseCaseContext,
  replies: readonly ItemDocument[],
  to: IdentityDocument,
): Promise<void> {
  const [first] = replies as readonly [ItemDocument, ...ItemDocument[]];
  const entryId = followUpEntryId(first._id, 'follows');
  const parts: readonly Part[] = replies.flatMap((reply) => reply.parts).slice(0, MAX_PARTS);
  const { _id: copyOf, conversationId, agentName = '' } = first;
  await sendAutomatic(context, to, entryId, parts, { copyOf, conversationId, agentName });
  context.count?.('answer-followed');
}
