import { Delivery } from '../delivery/delivery.ts';
import type { DeliveryOptions } from '../delivery/delivery.ts';

/** Where a group stands on a partition and what the partition holds. */
export interface PartitionRange {
  /** Undefined when the group never committed. */
  readonly committed: number | undefined;
  readonly beginning: number;
  readonly end: number;
}

/** One assigned partition: nothing is read of it before it is known where to go on. */
export class PartitionWork {
  readonly partition: number;
  readonly #options: Omit<DeliveryOptions, 'next'>;
  #delivery: Delivery | undefined;
  #isAligned = false;
  #committed: number | undefined;

  constructor(partition: number, options: Omit<DeliveryOptions, 'next'>) {
    this.partition = partition;
    this.#options = options;
  }

  get delivery(): Delivery | undefined {
    return this.#delivery;
  }

  /** Whether batches are taken: false until it is known where to go on. */
  get isAligned(): boolean {
    return this.#isAligned;
  }

  /** Offset of the next record to take in. */
  get next(): number {
    return this.#delivery?.next ?? 0;
  }

  /** Up to where everything is done; undefined before it is known where to go on. */
  get done(): number | undefined {
    return this.#delivery?.committable;
  }

  /** What should be committed; undefined when that is done. */
  get toCommit(): number | undefined {
    return this.done === this.#committed ? undefined : this.done;
  }

  /** What the brokers were last told, as far as is known here. */
  get lastCommitted(): number | undefined {
    return this.#committed;
  }

  /** Where it stands is in doubt: `align` comes before more is taken. */
  misalign(): void {
    this.#isAligned = false;
  }

  /**
   * Sets where to go on: behind what was taken in already, else behind what an earlier membership of this process is known
   * to have done (`doneBefore`), else at the committed offset, else at the beginning. Gives how
   * many records retention removed before they were read; undefined when the partition ends before the place where the
   * group stood (made anew, or cut off by a disaster), so that it begins again.
   */
  align({ committed, beginning, end }: PartitionRange, doneBefore?: number): number | undefined {
    const stood = this.#delivery?.next ?? doneBefore ?? committed ?? beginning;
    this.#isAligned = true;
    if (stood > end) {
      void this.#delivery?.stop();
      this.#delivery = new Delivery({ ...this.#options, next: beginning });
      return undefined;
    }
    this.#committed = committed;
    const next = Math.max(stood, beginning);
    if (this.#delivery === undefined) this.#delivery = new Delivery({ ...this.#options, next });
    else this.#delivery.skipTo(next);
    return next - stood;
  }

  committed(offset: number): void {
    this.#committed = offset;
  }
}
