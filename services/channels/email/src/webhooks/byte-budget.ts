import { IntakeUnavailableError } from '@onethread/channel-kit';

/** Bytes that all calls in work may hold together. */
export class ByteBudget {
  readonly #most: number;
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Throws `IntakeUnavailableError` when there is no room: the sender comes again. */
  take(bytes: number): void {
    if (this.#taken + bytes > this.#most) throw new IntakeUnavailableError('too many mails at once');
    this.#taken += bytes;
  }

  give(bytes: number): void {
    this.#taken -= bytes;
  }
}

/** What one call took of the budget, given back at its end. */
export class BudgetShare implements Disposable {
  readonly #budget: ByteBudget;
  #bytes = 0;

  constructor(budget: ByteBudget) {
    this.#budget = budget;
  }

  /** So far. */
  get bytes(): number {
    return this.#bytes;
  }

  take(bytes: number): void {
    this.#budget.take(bytes);
    this.#bytes += bytes;
  }

  [Symbol.dispose](): void {
    this.#budget.give(this.#bytes);
    this.#bytes = 0;
  }
}
