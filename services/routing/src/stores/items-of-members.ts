import type { ConversationId, CustomerId } from '@onethread/contracts';
import type { Collections } from './collections.ts';

type Items = Pick<Collections, 'items'>;

/** Whether anything stands in a conversation for one of these, however much they have beside it. */
export async function holdsItemsOf(
  collections: Items,
  conversationId: ConversationId,
  members: readonly CustomerId[],
): Promise<boolean> {
  return holdsSome(collections, members, (member) => [conversationId, member]);
}

/** Whether one of these wrote in a conversation themselves. */
export async function holdsMessagesOf(
  collections: Items,
  conversationId: ConversationId,
  members: readonly CustomerId[],
): Promise<boolean> {
  return holdsSome(collections, members, (member) => [conversationId, member, true]);
}

async function holdsSome(
  { items }: Items,
  members: readonly CustomerId[],
  placeOf: (member: CustomerId) => readonly (string | boolean)[],
): Promise<boolean> {
  for (const member of members) {
    const { documents } = await items.find({ index: 'by_conversation', equals: placeOf(member), limit: 1 });
    if (documents.length > 0) return true;
  }
  return false;
}
