/** That many poison records in a row are taken for a fault of ours (a bad deploy), which must not empty a topic into the dead letters. */
export const MAX_POISON_IN_A_ROW = 50;

export class PoisonBreaker {
  #inARow = 0;

  /** Counts a poison record; false when it must not be dead-lettered, because too many came in a row. */
  mayDeadLetter(): boolean {
    this.#inARow += 1;
    return this.#inARow < MAX_POISON_IN_A_ROW;
  }

  /** True only for the one that trips it, so that it is said once. */
  get justTripped(): boolean {
    return this.#inARow === MAX_POISON_IN_A_ROW;
  }

  /** A record was handled, or an operator resumed the subscription. */
  reset(): void {
    this.#inARow = 0;
  }
}
