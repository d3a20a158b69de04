import type { Attempt } from './outbox-sender.ts';

/** An attempt without an answer for so long means that the socket is dead. */
const ANSWER_WITHIN_MS = 15_000;

/** The one message that was sent and whose answer is awaited. */
export class UnderWay {
  readonly #silent: () => void;
  #cid: string | undefined;
  #resolve: (attempt: Attempt) => void = () => {};

  /** `silent` is called when an answer did not come in time; it is awaited on. */
  constructor(silent: () => void) {
    this.#silent = silent;
  }

  /** Resolves with the word on the message. */
  begin(cid: string): Promise<Attempt> {
    return new Promise((resolve) => {
      const silent = setTimeout(this.#silent, ANSWER_WITHIN_MS);
      this.#cid = cid;
      this.#resolve = (attempt) => {
        clearTimeout(silent);
        resolve(attempt);
      };
    });
  }

  /** The word on the message; without a cid whichever it is. */
  settle(attempt: Attempt, cid = this.#cid): void {
    if (this.#cid === undefined || cid !== this.#cid) return;
    this.#cid = undefined;
    this.#resolve(attempt);
  }
}
