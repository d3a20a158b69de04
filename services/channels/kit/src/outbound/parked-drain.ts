import { backOffMs, type Logger } from '@onethread/runtime';
import type { KitBounds } from '../bounds.ts';
import type { ChannelMetrics } from '../metrics.ts';
import type { ParkedKey, ParkedKeys, ParkedReply } from './parked-keys.ts';
import type { ParkedReports } from './parked-reports.ts';
import { PeriodicSweep } from './periodic-sweep.ts';
import type { Delivery, ReplyDelivery } from './reply-delivery.ts';

/** Tries replies that wait when they are due, key by key in order; several processes share the work by leases. */
export class ParkedDrain {
  readonly #parked: ParkedKeys;
  readonly #delivery: ReplyDelivery;
  readonly #reports: ParkedReports;
  readonly #bounds: KitBounds;
  readonly #now: () => number;
  readonly #logger: Logger;
  readonly #metrics: ChannelMetrics;
  readonly #sweep: PeriodicSweep;
  readonly #inWork = new Map<string, Promise<void>>();
  #stopped = false;
  #failures = 0;

  constructor(
    parked: ParkedKeys,
    delivery: ReplyDelivery,
    reports: ParkedReports,
    options: { bounds: KitBounds; now: () => number; logger: Logger; metrics: ChannelMetrics },
  ) {
    this.#parked = parked;
    this.#delivery = delivery;
    this.#reports = reports;
    this.#bounds = options.bounds;
    this.#now = options.now;
    this.#logger = options.logger;
    this.#metrics = options.metrics;
    this.#sweep = new PeriodicSweep(() => this.#look(), options.bounds.sweepEveryMs);
  }

  start(): void {
    this.#sweep.wakeWithin(0);
  }

  wakeWithin(ms: number): void {
    this.#sweep.wakeWithin(ms);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#sweep.stop();
    await Promise.all(this.#inWork.values());
  }

  async #look(): Promise<void> {
    try {
      this.#metrics.parkedKeys(await this.#parked.count());
      const free = this.#bounds.drainedAtOnce - this.#inWork.size;
      if (free <= 0 || this.#stopped) return;
      for (const key of await this.#parked.due(free)) this.#begin(key);
      this.#failures = 0;
    } catch (error) {
      this.#failures += 1;
      if (this.#failures === 1) this.#logger.warn({ err: error }, 'waiting replies could not be read');
    }
  }

  #begin(key: ParkedKey): void {
    if (this.#inWork.has(key._id)) return;
    const work = this.#drain(key)
      .catch((error: unknown) => this.#postponeAfter(error, key))
      .finally(() => {
        this.#inWork.delete(key._id);
        // There may be more that is due than could be worked on at once.
        this.#sweep.wakeWithin(0);
      });
    this.#inWork.set(key._id, work);
  }

  async #drain(due: ParkedKey): Promise<void> {
    let key = await this.#parked.take(due, this.#leaseEnd());
    while (key !== undefined && !this.#stopped) {
      const reply = key.replies[0];
      if (reply === undefined) return;
      // In order: the next only when this one is done.
      const delivery = await this.#deliver(key, reply);
      if (!delivery.done) {
        const left = await this.#parked.postpone(key, this.#now() + delivery.retryAfterMs, delivery.reason);
        if (left === undefined) return;
        this.#sweep.wakeWithin(Math.max(0, left.dueAt - this.#now()));
        await this.#reports.tell(left);
        return;
      }
      key = await this.#parked.pop(key, reply, this.#leaseEnd(), (last) => this.#reports.tellEmpty(last));
      if (key !== undefined) await this.#reports.tell(key);
    }
    if (key !== undefined) await this.#parked.postpone(key, this.#now());
  }

  async #postponeAfter(error: unknown, key: ParkedKey): Promise<void> {
    this.#failures += 1;
    const wait = backOffMs(this.#failures, { firstMs: this.#bounds.firstRetryMs, mostMs: this.#bounds.mostRetryMs });
    this.#logger.warn({ err: error, retryAfterMs: wait }, 'waiting replies could not be worked on');
    this.#sweep.wakeWithin(wait);
    try {
      await this.#parked.postpone(key, this.#now() + wait);
    } catch {
      // The lease runs out by itself.
    }
  }

  /** Keeps the lease as long as the calls take. */
  async #deliver(key: ParkedKey, { message, since, dropped }: ParkedReply): Promise<Delivery> {
    let renewed: Promise<unknown> = Promise.resolve();
    const renewal = setInterval(() => {
      // If it cannot be renewed, the worst is that another process takes the call in work for lost.
      renewed = this.#parked.renew(key, this.#leaseEnd()).catch(() => undefined);
    }, this.#bounds.leaseMs / 3);
    try {
      return dropped === undefined
        ? await this.#delivery.deliver(message, since)
        : await this.#delivery.drop(message, since, dropped);
    } finally {
      clearInterval(renewal);
      await renewed;
    }
  }

  #leaseEnd(): number {
    return this.#now() + this.#bounds.leaseMs;
  }
}
