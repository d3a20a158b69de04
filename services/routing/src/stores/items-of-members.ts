import type { ConversationId, CustomerId } from '@onethread/contracts';
import type { Collections } from './collections.ts';

/** Whether anything stands in a conversation for one of these, however much they have beside it. */
export async function holdsItemsOf(
  { items }: Pick<Collections, 'items'>,
  conversationId: ConversationId,
  members: readonly CustomerId[],
): Promise<boolean> {
  for (const member of members) {
    const place = { index: 'by_conversation', equals: [conversationId, member] } as const;
    const { documents } = await items.find({ ...place, limit: 1 });
    if (documents.length > 0) return true;
  }
  return false;
}
