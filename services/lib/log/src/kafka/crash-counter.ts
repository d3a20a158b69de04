/** So many crashes in so short a time are taken for a client that cannot recover: the process should be started anew. */
export const MAX_CRASHES = 5;
export const CRASH_WINDOW_MS = 60_000;

/** Counts crashes of clients; a single one never is fatal. */
export class CrashCounter {
  readonly #clock: () => number;
  #crashes: number[] = [];

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  note(): void {
    const now = this.#clock();
    this.#crashes = [...this.#crashes.filter((at) => now - at < CRASH_WINDOW_MS), now];
  }

  get isFatal(): boolean {
    const now = this.#clock();
    return this.#crashes.filter((at) => now - at < CRASH_WINDOW_MS).length >= MAX_CRASHES;
  }
}
