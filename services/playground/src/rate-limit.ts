/** A bucket of `burst` that fills by `perSecond`: true = go ahead. */
export function createRateLimit(burst: number, perSecond: number, now: () => number): () => boolean {
  let left = burst;
  let filledAt = now();
  return () => {
    const at = now();
    left = Math.min(burst, left + ((at - filledAt) / 1000) * perSecond);
    filledAt = at;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
