import { LRUCache } from 'lru-cache';

/** Most keys remembered by one limit; the longest unused is forgotten first, which at worst forgives it. */
export const MAX_KEYS = 50_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** A token bucket per key: `burst` at once, then `perSecond`. Limits count by person and device, since an office shares one address. */
export function createRateLimit(burst: number, perSecond: number, now: () => number) {
  // By `maxSize` it takes room as it fills; `max` would take that of all keys at the start, for every limit.
  const buckets = new LRUCache<string, Bucket>({ maxSize: MAX_KEYS, sizeCalculation: () => 1 });
  return {
    /** Takes one token; false when there is none left. */
    allows(key: string): boolean {
      const at = now();
      const bucket = buckets.get(key) ?? { tokens: burst, at };
      bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
      bucket.at = at;
      buckets.set(key, bucket);
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
export type RateLimit = ReturnType<typeof createRateLimit>;
