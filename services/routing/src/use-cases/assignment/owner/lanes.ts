/** Runs what is given under one key one after the other; different keys at the same time. */
export class Lanes {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Settles as `work` does; a failure does not hold up what comes after it. */
  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#tails.get(key);
    const result = before === undefined ? work() : before.then(work);
    const tail = result.then(ignore, ignore);
    this.#tails.set(key, tail);
    try {
      return await result;
    } finally {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    }
  }
}

const ignore = (): void => {};
