import { joinOpen } from '../../domain/join-conversations.ts';
import type { ConversationDocument } from '../../stores/documents.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';
import { holdsMessagesOf } from '../../stores/items-of-members.ts';
import type { UseCaseContext } from '../context.ts';

/** One thread as it would be. */
export interface PreviewSide {
  /** Oldest first. */
  readonly identities: readonly IdentityDocument[];
  /** Messages and replies, counted to 10,000. */
  readonly items: number;
  readonly openConversations: readonly ConversationDocument[];
  /** µs of the first and the last of its items; 0 where there is none. */
  readonly firstAt: number;
  readonly lastAt: number;
}

export const MAX_COUNTED = 10_000;
const PAGE = 1000;
/** Conversations of one home that are looked through, newest first. */
const MAX_CONVERSATIONS = 100;

type Context = Pick<UseCaseContext, 'collections'>;

/** @param leaving who is in the same thread now and would not be */
export async function previewSide(
  context: Context,
  identities: readonly IdentityDocument[],
  leaving: readonly IdentityDocument[],
): Promise<PreviewSide> {
  const own = await openAtHome(context, identities);
  const open = own.length > 0 ? own : await sharedOpen(context, identities, leaving);
  const joined = joinOpen(open);
  const openConversations = open.filter((conversation) => joined(conversation, 0).joinedInto === undefined);
  return { identities, openConversations, ...(await extentOf(context, identities)) };
}

async function openAtHome(
  { collections }: Context,
  identities: readonly IdentityDocument[],
): Promise<readonly ConversationDocument[]> {
  const open: ConversationDocument[] = [];
  for (const { customerId } of identities) {
    const page = { index: 'by_home', equals: [customerId], order: 'descending', limit: MAX_CONVERSATIONS } as const;
    const { documents } = await collections.conversations.find(page);
    open.push(...documents.filter(({ state }) => state !== 'resolved'));
  }
  return open.toSorted((one, other) => one.openedAt - other.openedAt || (one._id < other._id ? -1 : 1));
}

/** Without an open one of its own a side goes on in a split of the one that holds its messages. */
async function sharedOpen(
  context: Context,
  identities: readonly IdentityDocument[],
  leaving: readonly IdentityDocument[],
): Promise<readonly ConversationDocument[]> {
  if (leaving.length === 0) return [];
  const members = identities.map(({ customerId }) => customerId);
  for (const one of await openAtHome(context, leaving)) {
    if (await holdsMessagesOf(context.collections, one._id, members)) return [one];
  }
  return [];
}

async function extentOf(
  { collections }: Context,
  identities: readonly IdentityDocument[],
): Promise<Pick<PreviewSide, 'items' | 'firstAt' | 'lastAt'>> {
  let items = 0;
  let firstAt = Infinity;
  let lastAt = 0;
  for (const { customerId } of identities) {
    const query = { index: 'by_customer', equals: [customerId] } as const;
    const [first] = (await collections.items.find({ ...query, limit: 1 })).documents;
    const [last] = (await collections.items.find({ ...query, order: 'descending', limit: 1 })).documents;
    firstAt = Math.min(firstAt, first?.at ?? Infinity);
    lastAt = Math.max(lastAt, last?.at ?? 0);
    for (let after; items < MAX_COUNTED;) {
      const page = await collections.items.find({ ...query, limit: PAGE, ...(after === undefined ? {} : { after }) });
      items += page.documents.filter(({ type }) => type === 'message' || type === 'reply').length;
      after = page.cursor;
      if (after === undefined) break;
    }
  }
  return { items: Math.min(items, MAX_COUNTED), firstAt: firstAt === Infinity ? 0 : firstAt, lastAt };
}
