import {
  OutcomeUnknownError,
  StoreUnavailableError,
  type Collection,
  type NewDocument,
  type StoredDocument,
} from '@onethread/documents';

/** Other writers of one document come and go; who loses this often meets a fault of the store. */
const MAX_TRIES = 20;

type Content<D extends StoredDocument> = Omit<D, '_id' | 'rev'>;
type Changed<D extends StoredDocument> = D | Content<D> | 'removed' | undefined;

/**
 * Makes a document what `make` says of the stored one, again when another writer was faster or the answer was lost: so
 * `make` must give the same for what it has made. The stored one itself (or undefined where there is none): nothing is to
 * be done. Throws `StoreUnavailableError`.
 */
export async function changeDocument<D extends StoredDocument>(
  collection: Collection<D>,
  id: string,
  make: (known: D | undefined) => Changed<D>,
): Promise<D | undefined> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const known = await collection.get(id);
    const wanted = make(known);
    if (wanted === undefined || wanted === known) return known;
    try {
      if (wanted === 'removed') {
        if (known === undefined || (await collection.remove(id, known.rev)) !== 'conflict') return undefined;
      } else if (known === undefined) {
        const fresh = { ...wanted, _id: id } as unknown as NewDocument<D>;
        if ((await collection.insert(fresh)).outcome === 'inserted') return { ...fresh, rev: 1 } as unknown as D;
      } else {
        const replaced = await collection.replace({ ...wanted, _id: id, rev: known.rev } as unknown as D);
        if (replaced.outcome === 'applied') return replaced.document;
      }
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error;
    }
  }
  throw new StoreUnavailableError('a document could not be changed');
}
