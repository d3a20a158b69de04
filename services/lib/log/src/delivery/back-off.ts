import { setTimeout as delay } from 'node:timers/promises';

export const FIRST_BACK_OFF_MS = 100;
export const LONGEST_BACK_OFF_MS = 30_000;

/** Waits before a retry; the only two things that a test must hold in its own hands. */
export interface BackOff {
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** Resolves after the time, or at once when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const realBackOff: BackOff = {
  random: Math.random,
  wait: async (ms, signal) => {
    try {
      await delay(ms, undefined, { signal });
    } catch {
      // Aborted: whoever waits looks at the signal.
    }
  },
};

/** Full jitter: anything from nothing to 100 ms doubled by each attempt (the first is 1), at most 30 s. */
export function backOffMs(attempt: number, random: () => number): number {
  return Math.round(random() * Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** Math.min(attempt - 1, 20)));
}

/** Repeats what fails until it succeeds; undefined when the signal aborts first. */
export async function untilDone<Result>(
  work: () => Promise<Result>,
  signal: AbortSignal,
  backOff: BackOff,
  failed: (error: unknown, attempt: number) => void,
): Promise<Result | undefined> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) return undefined;
      failed(error, attempt);
      await backOff.wait(backOffMs(attempt, backOff.random), signal);
    }
  }
  return undefined;
}
