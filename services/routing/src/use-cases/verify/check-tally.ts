import type { LedgerCheck } from '@onethread/contracts';

/** One promise under check: how much was looked at, what breaks it. */
export class CheckTally {
  readonly #name: string;
  readonly #promise: string;
  readonly #maxExamples: number;
  readonly #examples: string[] = [];
  #checked = 0;
  #faults = 0;

  constructor(name: string, promise: string, maxExamples: number) {
    this.#name = name;
    this.#promise = promise;
    this.#maxExamples = maxExamples;
  }

  passed(count = 1): void {
    this.#checked += count;
  }

  /** `what`: an id and a word; never content. */
  failed(what: string): void {
    this.#checked += 1;
    this.#faults += 1;
    if (this.#examples.length < this.#maxExamples) this.#examples.push(what);
  }

  result(): LedgerCheck {
    return {
      name: this.#name,
      promise: this.#promise,
      checked: this.#checked,
      faults: this.#faults,
      examples: this.#examples,
    };
  }
}
