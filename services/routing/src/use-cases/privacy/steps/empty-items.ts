import type { ConversationId, CustomerId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import { erasedItem } from '../../../domain/erase.ts';
import { without } from '../../../domain/without.ts';
import { announcedToAssignee } from '../../../stores/announce-conversation.ts';
import { writeConversation } from '../../../stores/change-conversation.ts';
import { withFileIds } from '../../../stores/change-item.ts';
import type { ItemDocument } from '../../../stores/documents.ts';
import type { ErasureDocument } from '../../../stores/erasure-documents.ts';
import { indexedItem } from '../../search/searchable.ts';
import { advance, customersOf } from '../erasure-progress.ts';
import type { PrivacyContext } from '../privacy-context.ts';

const PAGE = 100;

/** Items of the person lose their words, and so do the index and the conversations that show one of them. */
export async function* emptyItems(context: PrivacyContext, erasure: ErasureDocument): AsyncGenerator<ErasureDocument> {
  const customers = customersOf(erasure);
  let known = erasure;
  for (let index = known.place?.index ?? 0; index < customers.length; index += 1) {
    const customerId = customers[index] as CustomerId;
    const cut = known.cuts[customerId] ?? 0;
    let after = known.place?.index === index ? known.place.after : undefined;
    do {
      const query = { index: 'by_customer', equals: [customerId], below: cut, limit: PAGE } as const;
      const page = await context.collections.items.find(after === undefined ? query : { ...query, after });
      const emptied = await Promise.all(page.documents.filter(hasWords).map((item) => emptyItem(context, item)));
      await context.search.index(emptied.map(indexedItem));
      await emptyConversations(context, page.documents);
      after = page.cursor;
      known = await advance(context, known, {
        place: after === undefined ? { index: index + 1 } : { index, after },
        counts: { items: emptied.length, searchEntries: emptied.length },
      });
      yield known;
    } while (after !== undefined);
  }
}

/** Of events, only what an address may be sent (its provider's words) says something of a person. */
function hasWords({ type, identityId }: ItemDocument): boolean {
  return type !== 'event' || identityId !== undefined;
}

async function emptyItem({ collections }: PrivacyContext, item: ItemDocument): Promise<ItemDocument> {
  const { document } = await changeDocument<ItemDocument>(collections.items, {
    id: item._id,
    believed: { document: item },
    make: (known) => known && withFileIds<ItemDocument>(erasedItem(known) as ItemDocument),
  });
  return document ?? item;
}

/** Preview and subject are copies of what items said; facts are what the app said of the person. */
async function emptyConversations(context: PrivacyContext, items: readonly ItemDocument[]): Promise<void> {
  const byConversation = Map.groupBy(items, ({ conversationId }) => conversationId);
  for (const [id, said] of byConversation) {
    if ((await context.collections.conversations.get(id)) !== undefined) await emptyConversation(context, id, said);
  }
}

async function emptyConversation(
  context: PrivacyContext,
  id: ConversationId,
  items: readonly ItemDocument[],
): Promise<void> {
  const places = new Set(items.map(({ at }) => at));
  const customers = new Set(items.map(({ customerId }) => customerId));
  const subjects = new Set(items.map(({ subject }) => subject));
  const { document, changed } = await writeConversation(context, id, (known) => {
    if (known === undefined) return known;
    const showsOne = places.has(known.previewAt) && known.preview !== '';
    const isAboutOne = known.subject !== undefined && (subjects.has(known.subject) || customers.has(known.homeId));
    const knowsOne = known.facts?.attributes !== undefined && customers.has(known.homeId);
    if (!showsOne && !isAboutOne && !knowsOne) return known;
    const unnamed = isAboutOne ? without(known, 'subject') : known;
    const rest = knowsOne ? without(unnamed, 'facts') : unnamed;
    return showsOne ? { ...rest, preview: '' } : rest;
  });
  if (changed) await context.announce([announcedToAssignee(document)]);
}
