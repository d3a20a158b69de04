import { MAX_BATCH } from './query.ts';
import type { Collection, StoredDocument } from './document-store.ts';

/**
 * `getMany` for any number of ids, portion after portion: found documents in the order of the ids asked for, missing ones
 * left out. All of them stand in memory at once, so `ids` needs a bound of its own. Throws what the store throws.
 */
export async function getAll<D extends StoredDocument>(
  collection: Pick<Collection<D>, 'getMany'>,
  ids: readonly string[],
): Promise<readonly D[]> {
  if (ids.length <= MAX_BATCH) return ids.length === 0 ? [] : await collection.getMany(ids);
  const found: D[] = [];
  for (let from = 0; from < ids.length; from += MAX_BATCH) {
    found.push(...(await collection.getMany(ids.slice(from, from + MAX_BATCH))));
  }
  return found;
}
