/** Where time passes: `setTimeout` in production, a clock in the hand of tests. */
export interface Timers {
  /** Calls `ring` once after so many ms; the returned function calls it off. Does not keep the process alive. */
  schedule(delayMs: number, ring: () => void): () => void;
}

export const processTimers: Timers = {
  schedule: (delayMs, ring) => {
    const timer = setTimeout(ring, delayMs).unref();
    return () => clearTimeout(timer);
  },
};

/** Longest single timer; a later instant is reached in several. */
const MAX_DELAY_MS = 3_600_000;

/** One alarm for each key; setting it again replaces it. */
export class Alarms {
  readonly #timers: Timers;
  readonly #now: () => number;
  readonly #set = new Map<string, { readonly at: number; readonly callOff: () => void }>();

  constructor(timers: Timers, now: () => number) {
    this.#timers = timers;
    this.#now = now;
  }

  /** Rings when `now()` has reached `at` (epoch ms), never before. */
  set(key: string, at: number, ring: () => void): void {
    if (this.#set.get(key)?.at === at) return;
    this.clear(key);
    const delayMs = Math.min(Math.max(at - this.#now(), 0), MAX_DELAY_MS);
    const callOff = this.#timers.schedule(delayMs, () => {
      this.#set.delete(key);
      if (this.#now() < at) this.set(key, at, ring);
      else ring();
    });
    this.#set.set(key, { at, callOff });
  }

  /** Leaves the alarm that is set, if one is. */
  setIfNone(key: string, at: number, ring: () => void): void {
    if (!this.#set.has(key)) this.set(key, at, ring);
  }

  clear(key: string): void {
    this.#set.get(key)?.callOff();
    this.#set.delete(key);
  }

  clearAll(): void {
    for (const { callOff } of this.#set.values()) callOff();
    this.#set.clear();
  }
}
