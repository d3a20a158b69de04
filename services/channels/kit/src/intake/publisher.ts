import { LogUnavailableError, RecordTooLargeError, type EventLog, type OutgoingRecord } from '@onethread/log';
import type { KitBounds } from '../bounds.ts';
import { IntakeUnavailableError, InvalidInboundError } from '../errors.ts';
import type { ChannelMetrics } from '../metrics.ts';
import { PublishPressure } from './publish-pressure.ts';

/** Makes records durable within a bound of time and number, or says that it could not. */
export class Publisher {
  readonly #log: EventLog;
  readonly #metrics: ChannelMetrics;
  readonly #bounds: KitBounds;
  readonly #pressure: PublishPressure;
  readonly #routerLag: { readonly isTooLong: boolean };
  #unpublished = 0;
  #unpublishedBytes = 0;

  constructor(
    log: EventLog,
    metrics: ChannelMetrics,
    bounds: KitBounds,
    routerLag: { readonly isTooLong: boolean } = { isTooLong: false },
  ) {
    this.#pressure = new PublishPressure(bounds.slowPublishMs, () => performance.now());
    this.#routerLag = routerLag;
    this.#log = log;
    this.#metrics = metrics;
    this.#bounds = bounds;
  }

  /**
   * `publish` for what comes from outside: refused with `IntakeUnavailableError` before anything is begun while the log is
   * slow or routing far behind, so that its sender backs off.
   */
  async accept(records: readonly OutgoingRecord[]): Promise<void> {
    if (records.length === 0) return;
    const reason = this.#routerLag.isTooLong
      ? 'routing is too far behind'
      : this.#pressure.admits()
        ? undefined
        : 'publishing is too slow';
    if (reason !== undefined) {
      this.#metrics.refused('overload');
      throw new IntakeUnavailableError(reason);
    }
    await this.publish(records);
  }

  /**
   * Resolves when all are durable. Throws `IntakeUnavailableError` when that fails or takes too long (they may then still
   * become durable: the repeat is recognised by its id) and `InvalidInboundError` when one is too large.
   */
  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    if (records.length === 0) return;
    const bytes = records.reduce((sum, { value }) => sum + value.length, 0);
    const { maxUnpublished, maxUnpublishedBytes } = this.#bounds;
    // One that is alone may be as large as the log takes it.
    const isFull =
      this.#unpublished + records.length > maxUnpublished ||
      (this.#unpublished > 0 && this.#unpublishedBytes + bytes > maxUnpublishedBytes);
    if (isFull) throw new IntakeUnavailableError('too much waits to become durable');
    this.#unpublished += records.length;
    this.#unpublishedBytes += bytes;
    const began = performance.now();
    const underWay = this.#pressure.begin();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new IntakeUnavailableError('the log is too slow')), this.#bounds.publishMs);
    });
    const durable = this.#log.publish(records).then(
      () => underWay.end(false),
      (error: unknown) => {
        underWay.end(true);
        throw error;
      },
    );
    void durable
      .catch(() => {})
      .finally(() => {
        this.#unpublished -= records.length;
        this.#unpublishedBytes -= bytes;
      });
    try {
      await Promise.race([durable, late]);
    } catch (error) {
      throw asIntakeError(error);
    } finally {
      clearTimeout(timer);
      this.#metrics.published(performance.now() - began);
    }
  }

  /** For what may be lost: dropped when the log is busy, slow or down. */
  publishIfEasy(record: OutgoingRecord): void {
    if (this.#unpublished > this.#bounds.maxUnpublished / 2) return;
    this.accept([record]).catch(() => {});
  }
}

function asIntakeError(error: unknown): Error {
  if (error instanceof IntakeUnavailableError) return error;
  if (error instanceof RecordTooLargeError) return new InvalidInboundError(error.message, { cause: error });
  if (error instanceof LogUnavailableError) return new IntakeUnavailableError(error.message, { cause: error });
  return new IntakeUnavailableError('the log failed', { cause: error });
}
