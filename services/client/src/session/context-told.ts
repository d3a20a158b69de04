import type { ToldContext } from '../protocol.ts';

/** The server counts how often it is told; a page that changes all the time is told of now and then. */
const EVERY_MS = 2_000;

export interface ContextToldParts {
  readonly context: () => ToldContext | null | undefined;
  /** False: not connected. */
  readonly send: (context: ToldContext | null) => boolean;
}

/** Tells the server where the person is: once on each connection, and again when it is another place. */
export class ContextTold {
  readonly #parts: ContextToldParts;
  #last: string | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ContextToldParts) {
    this.#parts = parts;
  }

  /** On a new connection everything is to be told again. */
  welcomed(): void {
    this.#last = undefined;
    this.stop();
    this.tell();
  }

  /** Something may have changed. */
  tell(): void {
    const context = this.#parts.context();
    // Who takes their word back does not wait: the next message must not carry what they refuse.
    if (this.#pause !== undefined && context !== null) return;
    const told = JSON.stringify(context);
    if (context === undefined || told === this.#last || !this.#parts.send(context)) return;
    this.#last = told;
    this.stop();
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      this.tell();
    }, EVERY_MS);
  }

  stop(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
  }
}
