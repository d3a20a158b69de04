/** That many poison records in a row are taken for a fault of ours (a bad deploy), which must not empty a topic into the dead letters. */
export const MAX_POISON_IN_A_ROW = 50;
/** So is a larger share of the records of the last minute, once there were enough of them to speak of a share. */
export const MAX_POISON_SHARE = 0.05;
export const MIN_RECORDS_FOR_SHARE = 200;

/** The minute is counted in slices: what is older than 60 to 65 s is forgotten. */
const SLICE_MS = 5_000;
const SLICES = 13;

interface Slice {
  readonly number: number;
  poison: number;
  handled: number;
}

/**
 * Decides whether poison may go to the dead letters. Closed: it does. Open: it is tried again like any passing fault.
 *
 * - Opened by 50 in a row without one record handled between; the first record that is handled closes it.
 * - Opened by more than 5 % of the last minute; closed once a record was handled and the minute's share is not above
 *   5 % any more. Records that are fine pass all the while, only the keys of the poison ones wait.
 *
 * `resume` of the subscription closes it either way. One for each partition and group.
 */
export class PoisonBreaker {
  readonly #clock: () => number;
  /** Oldest first. */
  readonly #minute: Slice[] = [];
  #inARow = 0;
  #openedBy: 'row' | 'share' | undefined;
  #handledSinceOpen = false;
  #justTripped = false;

  /** `clock` in ms. */
  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  /** Counts a poison record (`again`: one that was counted before); false when it must not be dead-lettered. */
  mayDeadLetter(again = false): boolean {
    if (!again) this.#slice().poison += 1;
    const wasOpen = this.#openedBy !== undefined;
    this.#judge();
    this.#justTripped = !wasOpen && this.#openedBy !== undefined;
    if (this.#openedBy !== undefined) return false;
    this.#inARow += 1;
    return true;
  }

  /** True only for the one that trips it, so that it is said once. */
  get justTripped(): boolean {
    return this.#justTripped;
  }

  /** The record that was to be dead-lettered could not be put aside: it comes again, and is one record all the same. */
  uncount(): void {
    this.#inARow = Math.max(0, this.#inARow - 1);
  }

  /** A record was handled. */
  handled(): void {
    this.#slice().handled += 1;
    this.#inARow = 0;
    this.#handledSinceOpen = true;
    if (this.#openedBy === 'row') this.#openedBy = undefined;
  }

  /** An operator resumed the subscription: all is forgotten. */
  reset(): void {
    this.#minute.length = 0;
    this.#inARow = 0;
    this.#openedBy = undefined;
  }

  #judge(): void {
    const { poison, records } = this.#lastMinute();
    const isLarge = poison > records * MAX_POISON_SHARE;
    if (this.#openedBy === 'share' && this.#handledSinceOpen && !isLarge) this.#openedBy = undefined;
    if (this.#openedBy !== undefined) return;
    if (this.#inARow >= MAX_POISON_IN_A_ROW - 1) this.#openedBy = 'row';
    else if (isLarge && records >= MIN_RECORDS_FOR_SHARE) this.#openedBy = 'share';
    this.#handledSinceOpen = false;
  }

  #lastMinute(): { readonly poison: number; readonly records: number } {
    this.#slice();
    let poison = 0;
    let handled = 0;
    for (const slice of this.#minute) {
      poison += slice.poison;
      handled += slice.handled;
    }
    return { poison, records: poison + handled };
  }

  /** The slice of now; older ones than a minute are forgotten. A clock that was set back goes on in the newest. */
  #slice(): Slice {
    const number = Math.floor(this.#clock() / SLICE_MS);
    const newest = this.#minute.at(-1);
    if (newest !== undefined && newest.number >= number) return newest;
    const fresh = { number, poison: 0, handled: 0 };
    this.#minute.push(fresh);
    while ((this.#minute[0]?.number ?? number) <= number - SLICES) this.#minute.shift();
    return fresh;
  }
}
