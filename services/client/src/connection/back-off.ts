const LEAST_MS = 1_000;
const MOST_MS = 30_000;

/** Full jitter: anywhere between a second and a bound that doubles with every failure (2, 4, 8 … 30 s). */
export function backOffMs(failures: number, random: () => number): number {
  const bound = Math.min(MOST_MS, LEAST_MS * 2 ** Math.max(1, failures));
  return LEAST_MS + random() * (bound - LEAST_MS);
}
