import { OutcomeUnknownError, type Collection, type StoredDocument } from '@onethread/documents';

/** Conflicts and lost answers in a row, after which somebody else must be at fault. */
const MAX_ROUNDS = 20;

/**
 * Changes a document by compare-and-set until it is as `change` wants it. `change` sees the document as it stands (absent:
 * undefined) and gives the new one, or undefined when nothing is left to do; that also tells a lost answer from a lost
 * write. Resolves with the document as it stands at the end.
 */
export async function replaceSurely<D extends StoredDocument>(
  collection: Collection<D>,
  known: D,
  change: (current: D) => D | undefined,
): Promise<D | undefined> {
  let current: D | undefined = known;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (current === undefined) return undefined;
    const wanted = change(current);
    if (wanted === undefined) return current;
    try {
      const result = await collection.replace(wanted);
      if (result.outcome === 'applied') return result.document;
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error;
    }
    current = await collection.get(known._id);
  }
  throw new OutcomeUnknownError(`a document changed ${MAX_ROUNDS} times under one change`);
}
