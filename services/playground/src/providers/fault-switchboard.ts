import type { CallFault, FaultPlan, WebhookSender } from '@onethread/testkit';
import { CALL_MOODS, DELIVERY_MOODS } from '../../wire/model.ts';
import type { CallMood, FaultChoices, FaultSwitches } from '../../wire/model.ts';

/** How late a slow provider answers: long enough to watch, shorter than callers' patience. */
export const SLOW_ANSWER_MS = 4_000;

export interface SwitchboardParts<Row extends string> {
  readonly faults: FaultPlan<Row>;
  readonly deliveries: Pick<WebhookSender, 'sendTwice' | 'hold' | 'release' | 'open'>;
  readonly goDown: () => Promise<void>;
  readonly comeUp: () => Promise<void>;
  /** Rows of the provider's error table that are offered, the usual one first. */
  readonly errorRows: readonly { readonly name: Row; readonly words: string }[];
}

/** The fault switches of one provider, and what they do to its simulator. */
export class FaultSwitchboard<Row extends string = string> {
  readonly choices: FaultChoices;
  readonly #parts: SwitchboardParts<Row>;
  #switches: FaultSwitches;

  constructor(parts: SwitchboardParts<Row>) {
    this.#parts = parts;
    this.choices = { errorRows: parts.errorRows, calls: CALL_MOODS, deliveries: DELIVERY_MOODS };
    this.#switches = this.#allWell();
  }

  get switches(): FaultSwitches {
    return this.#switches;
  }

  /** Events that wait to be released. */
  get held(): number {
    return this.#switches.deliveries === 'hold' ? this.#parts.deliveries.open : 0;
  }

  /** Changes what is given and leaves the rest. Ending `hold` delivers what waited, the newest first. */
  async set(change: Partial<FaultSwitches>): Promise<void> {
    const before = this.#switches;
    this.#switches = { ...before, ...change };
    const { calls, errorRow, deliveries, isUp } = this.#switches;
    this.#parts.faults.always(this.#faultOf(calls, errorRow));
    if (deliveries === 'hold') this.#parts.deliveries.hold();
    else if (before.deliveries === 'hold') this.#parts.deliveries.release();
    if (isUp) await this.#parts.comeUp();
    else await this.#parts.goDown();
  }

  /** Back to normal life; what was held arrives in the order in which it was written. */
  async reset(): Promise<void> {
    const wasHolding = this.#switches.deliveries === 'hold';
    this.#switches = this.#allWell();
    this.#parts.faults.clear();
    if (wasHolding) this.#parts.deliveries.release((list) => list);
    await this.#parts.comeUp();
  }

  /** Runs what hands one event to Onethread, under the switches. */
  delivering<T>(deliver: () => T): T {
    if (this.#switches.deliveries === 'twice') this.#parts.deliveries.sendTwice();
    return deliver();
  }

  #allWell(): FaultSwitches {
    const errorRow = this.#parts.errorRows[0]?.name ?? '';
    return { isUp: true, calls: 'well', errorRow, deliveries: 'well' };
  }

  #faultOf(mood: CallMood, errorRow: string): CallFault<Row> | undefined {
    switch (mood) {
      case 'well':
        return undefined;
      case 'slow':
        return { kind: 'slow', delayMs: SLOW_ANSWER_MS };
      case 'refuse': {
        const row = this.#parts.errorRows.find(({ name }) => name === errorRow) ?? this.#parts.errorRows[0];
        return row === undefined ? undefined : { kind: 'error', row: row.name };
      }
      case 'drop-answer':
      case 'hang':
      case 'drop-request':
        return { kind: mood };
    }
  }
}
