import { changeDocument, type Collection, type StoredDocument } from '@onethread/documents';

/**
 * Changes a document that is there, by compare-and-set until it is as `change` wants it. `change` sees the document as it
 * stands and gives the new one, or undefined when nothing is left to do; that also tells a lost answer from a lost write.
 * Resolves with the document as it stands at the end; one that vanished (undefined) is not made again.
 */
export async function replaceSurely<D extends StoredDocument>(
  collection: Collection<D>,
  known: D,
  change: (current: D) => D | undefined,
): Promise<D | undefined> {
  const { document } = await changeDocument(collection, {
    id: known._id,
    believed: { document: known },
    make: (current) => current && change(current),
  });
  return document;
}
