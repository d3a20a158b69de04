/** Runs something again and again: at the latest every `everyMs`, at once when woken; never twice at the same time. */
export class PeriodicSweep {
  readonly #run: () => Promise<void>;
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = Infinity;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(run: () => Promise<void>, everyMs: number) {
    this.#run = run;
    this.#everyMs = everyMs;
  }

  /** Makes sure that a run begins within so many ms. */
  wakeWithin(ms: number): void {
    if (this.#stopped) return;
    const at = performance.now() + ms;
    if (at >= this.#dueAt) return;
    this.#dueAt = at;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), ms);
  }

  /** Resolves when a run in work is over. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #begin(): void {
    this.#dueAt = Infinity;
    if (this.#running !== undefined) {
      // A run in work may have looked already: once more when it is over.
      void this.#running.then(() => this.wakeWithin(0));
      return;
    }
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      this.wakeWithin(this.#everyMs);
    });
  }
}
