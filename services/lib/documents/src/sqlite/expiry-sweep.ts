import { OutcomeUnknownError, StoreUnavailableError } from '../errors.ts';
import type { ProgramClient } from './program-client.ts';

/** Documents removed in one transaction, so that a sweep never holds up the calls beside it for long. */
const EXPIRED_PER_BATCH = 500;

/** Removes documents past their time, in the background of an open store. */
export class ExpirySweep {
  readonly #client: ProgramClient;
  readonly #collections = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  #running = false;

  constructor(client: ProgramClient, everyMs: number) {
    this.#client = client;
    this.#timer = setInterval(() => void this.#run(), everyMs).unref();
  }

  add(collection: string): void {
    this.#collections.add(collection);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#collections.clear();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (const collection of this.#collections) await this.#sweep(collection);
    } catch (error) {
      // A full disk or a closing file: the next round tries again.
      if (!(error instanceof StoreUnavailableError || error instanceof OutcomeUnknownError)) throw error;
    } finally {
      this.#running = false;
    }
  }

  async #sweep(collection: string): Promise<void> {
    const before = Date.now();
    let removed = EXPIRED_PER_BATCH;
    while (removed === EXPIRED_PER_BATCH && this.#collections.has(collection)) {
      removed = await this.#client.ask('expire', { collection, before, atMost: EXPIRED_PER_BATCH });
    }
  }
}
