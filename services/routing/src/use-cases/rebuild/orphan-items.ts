import { pagesOf } from '@onethread/documents';
import { itemOf } from '../../domain/item.ts';
import { entryDocumentId } from '../../stores/read-entries.ts';
import type { UseCaseContext } from '../context.ts';

const PAGE = 500;

/** Items at whose place no entry makes them: names each; `repair` removes it. */
export async function* orphanItems({ collections }: UseCaseContext, repair: boolean): AsyncGenerator<string> {
  const { items, entries } = collections;
  for await (const page of pagesOf(items, { index: 'by_customer', limit: PAGE })) {
    const places = page.map(({ streamId, n }) => entryDocumentId(streamId, n));
    const made = new Map((await entries.getMany(places)).map((entry) => [entry._id, itemOf(entry)]));
    for (const item of page) {
      if (made.get(entryDocumentId(item.streamId, item.n)) === item._id) continue;
      if (repair) await items.remove(item._id, item.rev);
      yield `items/${item._id}`;
    }
  }
}
