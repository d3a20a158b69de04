import type { Collection, PageCursor, Query, StoredDocument } from './document-store.ts';

/**
 * A query to its end, page after page: each is read when it is asked for, and whoever stops asking reads no more. A page can
 * hold fewer than `limit` and not be the last. Throws what the store throws.
 */
export async function* pagesOf<D extends StoredDocument>(
  collection: Pick<Collection<D>, 'find'>,
  query: Omit<Query, 'after'>,
): AsyncGenerator<readonly D[], void, undefined> {
  let after: PageCursor | undefined;
  do {
    const page = await collection.find(after === undefined ? query : { ...query, after });
    yield page.documents;
    after = page.cursor;
  } while (after !== undefined);
}

/** The same, document by document; `limit` is how many are read together. */
export async function* documentsOf<D extends StoredDocument>(
  collection: Pick<Collection<D>, 'find'>,
  query: Omit<Query, 'after'>,
): AsyncGenerator<D, void, undefined> {
  for await (const page of pagesOf(collection, query)) yield* page;
}
