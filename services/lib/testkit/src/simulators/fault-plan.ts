import { setTimeout as delay } from 'node:timers/promises';

/** Most faults that wait for their turn. */
export const MAX_PLANNED_FAULTS = 10_000;

/** What goes wrong with one call to a provider. `Row` names a line of the provider's own error table. */
export type CallFault<Row extends string = string> =
  /** Answered as always, but late. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** Refused with the provider's own error body; nothing is accepted. */
  | { readonly kind: 'error'; readonly row: Row }
  /** Accepted in full, but the connection breaks instead of an answer: the caller cannot know. */
  | { readonly kind: 'drop-answer' }
  /** Accepted in full, and no answer ever comes: the caller runs into its own time-out. */
  | { readonly kind: 'hang' }
  /** The connection breaks after the request was read and before anything was done with it. */
  | { readonly kind: 'drop-request' };

/** What the next calls run into, in the given order; calls beyond that get `always`, or no fault. */
export class FaultPlan<Row extends string = string> {
  #next: CallFault<Row>[] = [];
  #always: CallFault<Row> | undefined;

  /** The next `times` calls (default 1) after those already planned. */
  next(fault: CallFault<Row>, times = 1): void {
    if (this.#next.length + times > MAX_PLANNED_FAULTS) throw new RangeError(`more than ${MAX_PLANNED_FAULTS} faults`);
    for (let planned = 0; planned < times; planned += 1) this.#next.push(fault);
  }

  /** Every call for which nothing else is planned; `undefined` ends it. */
  always(fault: CallFault<Row> | undefined): void {
    this.#always = fault;
  }

  /** All well again. */
  clear(): void {
    this.#next = [];
    this.#always = undefined;
  }

  /** The fault of the call that is made now. */
  take(): CallFault<Row> | undefined {
    return this.#next.shift() ?? this.#always;
  }
}

/** Waits out a slow answer; ends early, without an error, when the simulator closes. */
export async function waitOut(delayMs: number, closing: AbortSignal): Promise<void> {
  await delay(delayMs, undefined, { signal: closing }).catch(() => undefined);
}
