/** That many poison records in a row are taken for a fault of ours (a bad deploy), which must not empty a topic into the dead letters. */
export const MAX_POISON_IN_A_ROW = 50;

/**
 * Closed: poison goes to the dead letters. Open after too many in a row without one record handled between: then poison is
 * tried again like any passing fault. The first record that is handled closes it.
 */
export class PoisonBreaker {
  #inARow = 0;
  #isOpen = false;
  #justTripped = false;

  /** Counts a poison record; false when it must not be dead-lettered, because too many came in a row. */
  mayDeadLetter(): boolean {
    if (this.#inARow < MAX_POISON_IN_A_ROW - 1) {
      this.#inARow += 1;
      return true;
    }
    this.#justTripped = !this.#isOpen;
    this.#isOpen = true;
    return false;
  }

  /** True only for the one that trips it, so that it is said once. */
  get justTripped(): boolean {
    return this.#justTripped;
  }

  /** The record that was counted could not be put aside: it comes again, and is one record all the same. */
  uncount(): void {
    this.#inARow = Math.max(0, this.#inARow - 1);
  }

  /** A record was handled, or an operator resumed the subscription. */
  reset(): void {
    this.#inARow = 0;
    this.#isOpen = false;
  }
}
