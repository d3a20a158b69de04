/** Most keys that are worked on at the same time in one subscription; further keys wait for a free place. */
export const MAX_CONCURRENT_KEYS = 256;

interface Chain<Item> {
  readonly key: string;
  readonly items: Item[];
}

/**
 * One item of a key at a time, in order; different keys in parallel. After each item a key goes to the end of those that
 * wait, so that a busy key does not hold its place for ever. `work` must not reject.
 */
export class KeyChains<Item> {
  readonly #work: (item: Item) => Promise<void>;
  readonly #maxKeys: number;
  readonly #chains = new Map<string, Chain<Item>>();
  #ready: Chain<Item>[] = [];
  #running = 0;
  #paused = false;
  #idle: (() => void) | undefined;

  constructor(work: (item: Item) => Promise<void>, maxKeys: number = MAX_CONCURRENT_KEYS) {
    this.#work = work;
    this.#maxKeys = maxKeys;
  }

  add(key: string, item: Item): void {
    const chain = this.#chains.get(key);
    if (chain !== undefined) {
      chain.items.push(item);
      return;
    }
    const fresh = { key, items: [item] };
    this.#chains.set(key, fresh);
    this.#ready.push(fresh);
    this.#startReady();
  }

  /** Begins nothing more until `resume`; what runs goes on. */
  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#startReady();
  }

  /** Drops what waits; resolves when nothing runs. */
  stop(): Promise<void> {
    this.#paused = true;
    this.#ready = [];
    if (this.#running === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#idle = resolve;
    });
  }

  #startReady(): void {
    while (!this.#paused && this.#running < this.#maxKeys) {
      const chain = this.#ready.shift();
      if (chain === undefined) return;
      this.#running += 1;
      void this.#runOldest(chain);
    }
  }

  async #runOldest(chain: Chain<Item>): Promise<void> {
    await this.#work(chain.items[0] as Item);
    chain.items.shift();
    this.#running -= 1;
    if (chain.items.length > 0) this.#ready.push(chain);
    else this.#chains.delete(chain.key);
    this.#startReady();
    if (this.#running === 0) this.#idle?.();
  }
}
