/** Thrown when what was waited for did not come in time. The message says what, for how long, and what was seen last. */
export class WaitTimeoutError extends Error {
  readonly code = 'wait-timeout';
  readonly retryable = false;
}

export interface WaitOptions {
  /** What is waited for, as it should read after "waited 5000 ms for". */
  readonly describe: string;
  /** Default 5000. */
  readonly withinMs?: number;
  /** Between two looks where no event wakes it. Default 10. */
  readonly everyMs?: number;
  /** Calls `wake` whenever it is worth looking again; returns how to stop listening. */
  readonly wakeBy?: (wake: () => void) => () => void;
}

/**
 * Looks until `condition` gives something other than undefined, null or false, and gives that back. A condition that
 * throws is looked at again; its last error becomes the cause of the `WaitTimeoutError`.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  options: WaitOptions,
): Promise<Exclude<Awaited<T>, undefined | null | false>> {
  const { describe, withinMs = 5000, everyMs = 10, wakeBy } = options;
  const deadline = performance.now() + withinMs;
  let seen: unknown;
  let failure: unknown;
  let wake: (() => void) | undefined;
  let pending = false;
  const stopListening = wakeBy?.(() => {
    pending = true;
    wake?.();
  });
  try {
    for (;;) {
      pending = false;
      try {
        const value = await condition();
        if (value !== undefined && value !== null && value !== false) {
          return value as Exclude<Awaited<T>, undefined | null | false>;
        }
        seen = value;
        failure = undefined;
      } catch (error) {
        failure = error;
      }
      const left = deadline - performance.now();
      if (left <= 0) throw timeout(describe, withinMs, seen, failure);
      if (pending) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(left, everyMs));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  } finally {
    stopListening?.();
  }
}

function timeout(describe: string, withinMs: number, seen: unknown, failure: unknown): WaitTimeoutError {
  const last = failure instanceof Error ? `the last look threw: ${failure.message}` : `last seen: ${String(seen)}`;
  return new WaitTimeoutError(`waited ${withinMs} ms for ${describe}; ${last}`, { cause: failure });
}
