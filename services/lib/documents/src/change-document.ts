import { ContentionError, OutcomeUnknownError, UniqueClashError } from './errors.ts';
import type { Collection, NewDocument, StoredDocument } from './document-store.ts';

/** Each round is lost to another writer or to an answer that did not come; who loses so many meets a fault. */
const MAX_ROUNDS = 100;

/** What a document should become: `removed` takes it away; the very one that is stored, or `undefined`, leaves all as it is. */
export type Wanted<D extends StoredDocument> = NewDocument<D> | 'removed' | undefined;

export interface Change<D extends StoredDocument> {
  readonly id: string;
  /**
   * What the document should become. `undefined` stands for none: a document that is not there is not made.
   * Called again with what is stored now, as often as others were faster or an answer was lost: it must be repeatable, and
   * find nothing to do in what it has made itself, since a write whose answer was lost may have been done.
   */
  readonly make: (known: D | undefined) => Wanted<D> | Promise<Wanted<D>>;
  /** What this process believes to be stored (`undefined`: nothing): saves the first read. Absent: it is read. */
  readonly believed?: { readonly document: D | undefined };
}

export interface Changed<D> {
  /** As it is stored now; undefined where there is none. */
  readonly document: D | undefined;
  /** Whether this call wrote, and heard so: a write whose answer was lost is found as already done. */
  readonly changed: boolean;
}

/**
 * Inserts, compare-and-sets or removes until `make` has been applied to what is stored, or finds nothing to do. Throws
 * what `make` and the store throw, but for `OutcomeUnknownError`; `UniqueClashError` where another document holds a unique
 * key; `ContentionError` after 100 rounds.
 */
export async function changeDocument<D extends StoredDocument>(
  collection: Collection<D>,
  { id, make, believed }: Change<D>,
): Promise<Changed<D>> {
  let known = believed === undefined ? await collection.get(id) : believed.document;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const wanted = await make(known);
    const isDone = wanted === undefined || wanted === known || (wanted === 'removed' && known === undefined);
    if (isDone) return { document: known, changed: false };
    try {
      const changed = await tryWrite(collection, known, wanted);
      if (changed !== 'conflict') return changed;
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error;
    }
    known = await collection.get(id);
  }
  throw new ContentionError(`a document was changed by others ${MAX_ROUNDS} times in a row`);
}

async function tryWrite<D extends StoredDocument>(
  collection: Collection<D>,
  known: D | undefined,
  wanted: NewDocument<D> | 'removed',
): Promise<Changed<D> | 'conflict'> {
  if (wanted === 'removed') {
    const outcome = known === undefined ? 'absent' : await collection.remove(known._id, known.rev);
    return outcome === 'conflict' ? outcome : { document: undefined, changed: outcome === 'removed' };
  }
  if (known === undefined) {
    const result = await collection.insert(wanted);
    if (result.outcome === 'inserted') return { document: { ...wanted, rev: 1 } as unknown as D, changed: true };
    if (result.index !== '_id') throw new UniqueClashError(result.index);
    return 'conflict';
  }
  const result = await collection.replace({ ...wanted, rev: known.rev } as unknown as D);
  return result.outcome === 'applied' ? { document: result.document, changed: true } : 'conflict';
}
