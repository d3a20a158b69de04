import { StoreUnavailableError } from '../errors.ts';

export const CLOSED = 'the document store is closed';

/** The calls that a store has accepted and not answered, so that closing can wait for them. */
export class CallsUnderWay {
  readonly #calls = new Set<Promise<unknown>>();
  #closed = false;

  async accept<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    if (this.#closed) throw new StoreUnavailableError(CLOSED);
    const accepted = call();
    this.#calls.add(accepted);
    try {
      return await accepted;
    } finally {
      this.#calls.delete(accepted);
    }
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#calls);
  }
}
