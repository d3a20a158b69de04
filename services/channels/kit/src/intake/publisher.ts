import { LogUnavailableError, RecordTooLargeError, type EventLog, type OutgoingRecord } from '@onethread/log';
import type { KitBounds } from '../bounds.ts';
import { IntakeUnavailableError, InvalidInboundError } from '../errors.ts';
import type { ChannelMetrics } from '../metrics.ts';

/** Makes records durable within a bound of time and number, or says that it could not. */
export class Publisher {
  readonly #log: EventLog;
  readonly #metrics: ChannelMetrics;
  readonly #bounds: KitBounds;
  #unpublished = 0;

  constructor(log: EventLog, metrics: ChannelMetrics, bounds: KitBounds) {
    this.#log = log;
    this.#metrics = metrics;
    this.#bounds = bounds;
  }

  /**
   * Resolves when all are durable. Throws `IntakeUnavailableError` when that fails or takes too long (they may then still
   * become durable: the repeat is recognised by its id) and `InvalidInboundError` when one is too large.
   */
  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    if (records.length === 0) return;
    if (this.#unpublished + records.length > this.#bounds.maxUnpublished) {
      throw new IntakeUnavailableError('too much waits to become durable');
    }
    this.#unpublished += records.length;
    const began = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new IntakeUnavailableError('the log is too slow')), this.#bounds.publishMs);
    });
    const durable = this.#log.publish(records).finally(() => (this.#unpublished -= records.length));
    try {
      await Promise.race([durable, late]);
    } catch (error) {
      throw asIntakeError(error);
    } finally {
      clearTimeout(timer);
      this.#metrics.published(performance.now() - began);
    }
  }

  /** For what may be lost: dropped when the log is busy or down. */
  publishIfEasy(record: OutgoingRecord): void {
    if (this.#unpublished > this.#bounds.maxUnpublished / 2) return;
    this.publish([record]).catch(() => {});
  }
}

function asIntakeError(error: unknown): Error {
  if (error instanceof IntakeUnavailableError) return error;
  if (error instanceof RecordTooLargeError) return new InvalidInboundError(error.message, { cause: error });
  if (error instanceof LogUnavailableError) return new IntakeUnavailableError(error.message, { cause: error });
  return new IntakeUnavailableError('the log failed', { cause: error });
}
