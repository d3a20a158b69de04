import type { KitBounds } from '../bounds.ts';
import { parkedRecord } from '../intake/records.ts';
import type { Publisher } from '../intake/publisher.ts';
import type { ParkedKey } from './parked-keys.ts';

/**
 * Tells routing which replies wait: after every change of a key's queue, and again at each try, so that a report that a
 * crash swallowed comes with the next one. Reports are ordered by the queue's beginning and its `rev` (doubled: the word
 * that nothing waits stands just above what was told at the same `rev`), so late and repeated ones change nothing. Durable when it resolves.
 */
export class ParkedReports {
  readonly #publisher: Publisher;
  readonly #bounds: Pick<KitBounds, 'giveUpAfterMs'>;
  readonly #now: () => number;

  constructor(publisher: Publisher, bounds: Pick<KitBounds, 'giveUpAfterMs'>, now: () => number) {
    this.#publisher = publisher;
    this.#bounds = bounds;
    this.#now = now;
  }

  async tell(key: ParkedKey): Promise<void> {
    const [first] = key.replies;
    if (first === undefined) return;
    const { dueAt, replies, reason } = key;
    await this.#publish(key, 2 * key.rev, {
      dueAt,
      replies: replies.length,
      givesUpAt: first.since + this.#bounds.giveUpAfterMs,
      ...(reason && { reason }),
    });
  }

  /** Nothing waits any more. Told before the queue is removed: if it stays after all, its next report stands above this. */
  async tellEmpty(key: ParkedKey): Promise<void> {
    await this.#publish(key, 2 * key.rev + 1, { dueAt: key.dueAt, replies: 0 });
  }

  async #publish(
    key: ParkedKey,
    revision: number,
    told: Omit<Parameters<typeof parkedRecord>[0], 'identity' | 'since' | 'revision'>,
  ): Promise<void> {
    const [first] = key.replies;
    if (first === undefined) return;
    const report = {
      identity: first.message.identity,
      since: key.since ?? first.since,
      revision,
      ...told,
    };
    await this.#publisher.publish([parkedRecord(report, this.#now())]);
  }
}
