import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;

/** Thrown when a condition did not come true in time. */
export class UntilTimeoutError extends Error {
  readonly code = 'until-timeout';
  readonly retryable = true;
}

/** Looks until `condition` is true; a throw counts as not yet. `what` completes "waited … ms for". */
export async function until(condition: () => Promise<boolean>, what: string, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await condition().catch(() => false))) {
    if (performance.now() > deadline) throw new UntilTimeoutError(`waited ${withinMs} ms for ${what}`);
    await wait(LOOK_EVERY_MS);
  }
}
