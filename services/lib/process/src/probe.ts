import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';

/** Asks a store for a document that is not there: answered by a store that works, at the price of one look-up. */
export function probe(store: DocumentStore): () => Promise<undefined> {
  let collection: Promise<Collection<StoredDocument>> | undefined;
  return async () => {
    // Declared once; a failure is not kept.
    collection ??= store.collection<StoredDocument>({ name: 'health' });
    collection.catch(() => (collection = undefined));
    await (await collection).get('probe');
    return undefined;
  };
}
