export interface BackOffBounds {
  readonly firstMs: number;
  readonly mostMs: number;
}

/**
 * How long to wait before try number `attempt` (from 1): between half and all of `firstMs` doubled per failure and capped,
 * so that many waiters do not come back together and none comes back at once.
 */
export function backOffMs(attempt: number, bounds: BackOffBounds, random: () => number = Math.random): number {
  const ceiling = Math.min(bounds.mostMs, bounds.firstMs * 2 ** Math.min(Math.max(attempt, 1) - 1, 40));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}
