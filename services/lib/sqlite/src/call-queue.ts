import { SqliteOutcomeUnknownError, SqliteUnavailableError } from './errors.ts';
import type { SqliteFile } from './sqlite-file.ts';

/** Most calls that may be open at once; above it `call` throws, which is the caller's back-pressure. */
export const MAX_WAITING_REQUESTS = 20_000;

interface OpenCall<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** What brings requests to the database: a worker thread, or the calling thread itself. */
export interface Carrier<Request> {
  /** Throws only when nothing of `requests` was taken. */
  carry(requests: Request[]): void;
  /** Told when the first call opens and when the last one is settled. */
  busy?(isBusy: boolean): void;
  /** Called once, when nothing is open any more. */
  end(): Promise<void>;
}

/** Calls of one tick travel together and are settled in order. */
export class CallQueue<Request, Answer> implements SqliteFile<Request, Answer> {
  readonly #carrier: Carrier<Request>;
  readonly #open: OpenCall<Answer>[] = [];
  #unsent: Request[] = [];
  #refusal: SqliteUnavailableError | undefined;
  #drained: (() => void) | undefined;
  #closed: Promise<void> | undefined;

  constructor(carrier: Carrier<Request>) {
    this.#carrier = carrier;
  }

  call(request: Request): Promise<Answer> {
    if (this.#refusal !== undefined) return Promise.reject(this.#refusal);
    if (this.#open.length >= MAX_WAITING_REQUESTS) {
      return Promise.reject(new SqliteUnavailableError(`more than ${MAX_WAITING_REQUESTS} requests wait for the disk`));
    }
    return new Promise((resolve, reject) => {
      if (this.#open.push({ resolve, reject }) === 1) this.#carrier.busy?.(true);
      if (this.#unsent.push(request) === 1) setImmediate(() => this.#send());
    });
  }

  /** Settles the oldest open calls, one for each place of `answers`. */
  settle(answers: readonly unknown[], failures: readonly (readonly [place: number, error: unknown])[]): void {
    const settled = this.#open.splice(0, answers.length);
    for (const [place, error] of failures) settled[place]?.reject(error);
    // Resolving a promise that was rejected above does nothing.
    for (const [place, call] of settled.entries()) call.resolve(answers[place] as Answer);
    this.#rest();
  }

  /** Fails everything open and all later calls. Only of what was not handed over is it certain that nothing was written. */
  fail(error: SqliteUnavailableError): void {
    this.#refusal ??= error;
    const sent = this.#open.length - this.#unsent.length;
    this.#unsent = [];
    const unknown = new SqliteOutcomeUnknownError(error.message, { cause: error });
    for (const [place, call] of this.#open.splice(0).entries()) call.reject(place < sent ? unknown : error);
    this.#rest();
  }

  close(): Promise<void> {
    this.#refusal ??= new SqliteUnavailableError('the SQLite file is closed or closing');
    this.#closed ??= this.#finish();
    return this.#closed;
  }

  async #finish(): Promise<void> {
    if (this.#open.length > 0) {
      await new Promise<void>((resolve) => {
        this.#drained = resolve;
      });
    }
    await this.#carrier.end();
  }

  #send(): void {
    const requests = this.#unsent;
    this.#unsent = [];
    if (requests.length === 0) return;
    try {
      this.#carrier.carry(requests);
    } catch {
      this.#sendEach(requests);
    }
  }

  /** Something in the tick cannot travel between threads: only its own caller hears of it. */
  #sendEach(requests: readonly Request[]): void {
    const calls = this.#open.splice(-requests.length);
    for (const [place, call] of calls.entries()) {
      try {
        this.#carrier.carry([requests[place] as Request]);
        this.#open.push(call);
      } catch (error) {
        call.reject(error);
      }
    }
    this.#rest();
  }

  #rest(): void {
    if (this.#open.length > 0) return;
    this.#carrier.busy?.(false);
    this.#drained?.();
  }
}
