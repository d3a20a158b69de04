import { OutcomeUnknownError } from '@onethread/documents';
import type { Collection, NewDocument, StoredDocument } from '@onethread/documents';
import { ContentionError } from '../domain/errors.ts';

const MAX_ROUNDS = 100;

export interface Change<D extends StoredDocument> {
  readonly id: string;
  /**
   * What the document should become; the same object where nothing changes, `undefined` where it should not be made.
   * Called again with what is stored now, as often as others were faster or an answer was lost: it must be repeatable.
   */
  readonly make: (known: D | undefined) => NewDocument<D> | undefined | Promise<NewDocument<D> | undefined>;
  /** What this process believes to be stored (`undefined`: nothing): saves the first read. Absent: it is read. */
  readonly believed?: { readonly document: D | undefined };
}

export interface Changed<D> {
  readonly document: D | undefined;
  readonly changed: boolean;
}

/** Inserts or compare-and-sets until `make` has been applied to what is stored, or finds nothing to do. */
export async function changeDocument<D extends StoredDocument>(
  collection: Collection<D>,
  { id, make, believed }: Change<D>,
): Promise<Changed<D>> {
  let known = believed === undefined ? await collection.get(id) : believed.document;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = await make(known);
    if (next === undefined || next === known) return { document: known, changed: false };
    try {
      if (known === undefined) {
        const { outcome } = await collection.insert(next);
        if (outcome === 'inserted') return { document: { ...next, rev: 1 } as unknown as D, changed: true };
      } else {
        const result = await collection.replace({ ...next, rev: known.rev } as unknown as D);
        if (result.outcome === 'applied') return { document: result.document, changed: true };
      }
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error;
    }
    known = await collection.get(id);
  }
  throw new ContentionError(`a document was changed by others ${MAX_ROUNDS} times in a row`);
}
