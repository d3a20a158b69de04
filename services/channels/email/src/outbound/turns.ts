/** So many at once, the others wait in the order in which they came. */
export class Turns {
  #free: number;
  readonly #waiting = new Set<(isTaken: boolean) => void>();

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** True: it is one's turn, to be ended by `end`. False: `signal` was aborted before. */
  async begin(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    if (this.#free > 0) {
      this.#free -= 1;
      return true;
    }
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const giveUp = () => {
      this.#waiting.delete(resolve);
      resolve(false);
    };
    this.#waiting.add(resolve);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  end(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#free += 1;
    } else {
      this.#waiting.delete(next);
      next(true);
    }
  }
}
