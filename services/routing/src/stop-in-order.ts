import { setTimeout as pause } from 'node:timers/promises';

/** Something that was started, and how it ends. */
export interface Step {
  readonly name: string;
  readonly stop: () => Promise<unknown>;
}

export interface StopBounds {
  /** So long each step waits for the one before it, all together, ms. */
  readonly orderlyMs: number;
  /** So long those that are left over are waited for when they were told to end without their turn, ms. */
  readonly lastMs: number;
}

/**
 * Stops what was started, the last first, each once the one before has ended; when that takes too long the rest is told
 * at once. Resolves with the names of what had not ended by then. Throws `AggregateError` of those that failed.
 */
export async function stopInOrder(
  steps: readonly Step[],
  { orderlyMs, lastMs }: StopBounds,
): Promise<readonly string[]> {
  const faults: unknown[] = [];
  const running = new Set<string>();
  const ending = new AbortController();
  const begin = async ({ name, stop }: Step): Promise<void> => {
    running.add(name);
    try {
      await stop();
    } catch (error) {
      faults.push(error);
    }
    running.delete(name);
  };
  const wait = (ms: number) => pause(ms, undefined, { signal: ending.signal }).catch(() => undefined);
  const late = wait(orderlyMs);
  const ends: Promise<void>[] = [];
  for (const step of steps.toReversed()) {
    const end = begin(step);
    ends.push(end);
    // Order is a courtesy to what is under way: each may use those that started before it.
    await Promise.race([end, late]);
  }
  await Promise.race([Promise.all(ends), late.then(() => wait(lastMs))]);
  ending.abort();
  if (faults.length > 0) throw new AggregateError(faults, 'not everything stopped cleanly');
  return [...running];
}
