import { LRUCache } from 'lru-cache';

export type RecentMap<Key extends {}, Value extends {}> = LRUCache<Key, Value>;

/**
 * A map that keeps the entries used last, at most `limit`. It takes room as it fills: by `max`, the library would take the
 * room of them all at the start (2.8 MB for 100,000), and most processes never fill it.
 */
export function recentMap<Key extends {}, Value extends {}>(limit: number): RecentMap<Key, Value> {
  return new LRUCache({ maxSize: limit, sizeCalculation: () => 1 });
}
