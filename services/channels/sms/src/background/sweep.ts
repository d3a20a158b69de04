import type { Logger } from '@onethread/runtime';

/** Runs something again and again: at the latest every `everyMs`, sooner when woken; never twice at the same time. */
export class Sweep {
  readonly #run: (signal: AbortSignal) => Promise<void>;
  readonly #everyMs: number;
  readonly #logger: Logger;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #dueAt = Infinity;
  #running: Promise<void> | undefined;

  constructor(run: (signal: AbortSignal) => Promise<void>, everyMs: number, logger: Logger) {
    this.#run = run;
    this.#everyMs = everyMs;
    this.#logger = logger;
  }

  /** Makes sure that a run begins within so many ms. */
  wake(withinMs = 0): void {
    const wait = Math.min(withinMs, this.#everyMs);
    const at = performance.now() + wait;
    if (this.#stopping.signal.aborted || at >= this.#dueAt) return;
    this.#dueAt = at;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), wait);
  }

  /** Resolves when a run in work is over. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  #begin(): void {
    this.#dueAt = Infinity;
    if (this.#running !== undefined) {
      // A run in work may have looked already: once more when it is over.
      void this.#running.then(() => this.wake());
      return;
    }
    this.#running = this.#run(this.#stopping.signal)
      .catch((error: unknown) => this.#logger.warn({ err: error }, 'a sweep could not be made'))
      .finally(() => {
        this.#running = undefined;
        this.wake(this.#everyMs);
      });
  }
}
