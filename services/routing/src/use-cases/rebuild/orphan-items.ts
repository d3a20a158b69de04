import type { PageCursor } from '@onethread/documents';
import { itemOf } from '../../domain/item.ts';
import { entryDocumentId } from '../../stores/read-entries.ts';
import type { UseCaseContext } from '../context.ts';

const PAGE = 500;

/** Items at whose place no entry makes them: names each; `repair` removes it. */
export async function* orphanItems({ collections }: UseCaseContext, repair: boolean): AsyncGenerator<string> {
  const { items, entries } = collections;
  let after: PageCursor | undefined;
  do {
    const query = { index: 'by_customer', limit: PAGE } as const;
    const page = await items.find(after === undefined ? query : { ...query, after });
    const places = page.documents.map(({ streamId, n }) => entryDocumentId(streamId, n));
    const made = new Map((await entries.getMany(places)).map((entry) => [entry._id, itemOf(entry)]));
    for (const item of page.documents) {
      if (made.get(entryDocumentId(item.streamId, item.n)) === item._id) continue;
      if (repair) await items.remove(item._id, item.rev);
      yield `items/${item._id}`;
    }
    after = page.cursor;
  } while (after !== undefined);
}
