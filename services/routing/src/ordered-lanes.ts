/** Work of one key in the order given, different keys at once. */
export class OrderedLanes {
  readonly #lanes = new Map<string, Promise<void>>();

  /** Resolves when the work is done, which must not throw. */
  run(key: string, work: () => Promise<void>): Promise<void> {
    const before = this.#lanes.get(key);
    const done: Promise<void> = (before === undefined ? work() : before.then(work)).finally(() => {
      if (this.#lanes.get(key) === done) this.#lanes.delete(key);
    });
    this.#lanes.set(key, done);
    return done;
  }
}
