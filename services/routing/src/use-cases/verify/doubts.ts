import { setTimeout as delay } from 'node:timers/promises';
import type { CheckTally } from './check-tally.ts';

/** Most things that look wrong at first and are looked at again; more than so many are wrong. */
export const MAX_DOUBTS = 10_000;
const LOOK_AGAIN_MS = 250;

/**
 * What looked wrong while the system was at work. Each doubt is looked at again until it is gone or the time is over; what is
 * left then is a fault.
 */
export class Doubts {
  readonly #tally: CheckTally;
  #open: { readonly what: string; readonly isGone: () => Promise<boolean> }[] = [];

  constructor(tally: CheckTally) {
    this.#tally = tally;
  }

  add(what: string, isGone: () => Promise<boolean>): void {
    if (this.#open.length >= MAX_DOUBTS) this.#tally.failed(what);
    else this.#open.push({ what, isGone });
  }

  async settle(settleMs: number): Promise<void> {
    const deadline = performance.now() + settleMs;
    for (;;) {
      const left = [];
      for (const doubt of this.#open) {
        if (await doubt.isGone()) this.#tally.passed();
        else left.push(doubt);
      }
      this.#open = left;
      if (left.length === 0 || performance.now() >= deadline) break;
      await delay(LOOK_AGAIN_MS);
    }
    for (const { what } of this.#open) this.#tally.failed(what);
    this.#open = [];
  }
}
