import { expiryDate, expiryField, storedPath } from './stored-document.ts';
import { notDone } from './mongo-faults.ts';
import type { Collection, Document } from 'mongodb';
import type { CollectionDefinition } from '../document-store.ts';

const DOCUMENTS_PER_BATCH = 500;

/** Gives the documents that were there before their collection had a time of expiry the date that MongoDB goes by. */
export async function writeExpiryDates(collection: Collection, definition: CollectionDefinition): Promise<void> {
  const field = storedPath(definition.expiresAtField ?? '');
  const date = expiryField(definition.expiresAtField ?? '');
  const lacking = { [field]: { $type: 'number' }, [date]: { $exists: false } };
  try {
    for (;;) {
      const found = await collection
        .find(lacking, { projection: { [field]: 1 }, limit: DOCUMENTS_PER_BATCH })
        .toArray();
      if (found.length === 0) return;
      const writes = found.map((document: Document) => ({
        updateOne: {
          // Written anew meanwhile: then it has its date already.
          filter: {
            _id: document['_id'] as never,
            [field]: { $eq: document[field] as number },
            [date]: { $exists: false },
          },
          update: { $set: { [date]: expiryDate(document[field] as number) } },
        },
      }));
      await collection.bulkWrite(writes, { ordered: false });
    }
  } catch (error) {
    throw notDone(error);
  }
}
