import { recentMap } from '@onethread/runtime';

/** Most keys remembered by one limit; the longest unused is forgotten first, which at worst forgives it. */
export const MAX_KEYS = 50_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** A token bucket per key: `burst` at once, then `perSecond`. Limits count by person and device, since an office shares one address. */
export function createRateLimit(burst: number, perSecond: number, now: () => number) {
  const buckets = recentMap<string, Bucket>(MAX_KEYS);
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
