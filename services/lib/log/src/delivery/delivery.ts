import { KeyChains } from './key-chains.ts';
import { PoisonBreaker } from './poison-breaker.ts';
import { retryInPlace } from './retry-in-place.ts';
import { Watermark } from './watermark.ts';
import type { LogRecord } from '../event-log.ts';
import type { RetryInPlaceOptions } from './retry-in-place.ts';

/** Records that one delivery holds in memory before it takes no more, and to which they must fall before it takes again. */
export const HIGH_WATER_RECORDS = 500;
export const HIGH_WATER_BYTES = 4 * 1024 * 1024;
export const LOW_WATER_RECORDS = 100;

/** How long `stop` waits for what is in work. */
export const DRAIN_MS = 10_000;

/** A handler that runs for longer than this is taken for stuck. */
export const STUCK_CALL_MS = 300_000;

export interface DeliveryOptions extends Omit<RetryInPlaceOptions, 'breaker' | 'signal'> {
  /** Committed offset to go on from. */
  readonly next: number;
  /** Called when `committable` may have moved. */
  readonly onProgress: () => void;
  /** Called when there is room again after it was full. */
  readonly onRoom: () => void;
  /** How long `stop` waits for what is in work; default 10 s. */
  readonly drainMs?: number | undefined;
  /** Shared by the partitions of a group; default one of its own. */
  readonly breaker?: PoisonBreaker | undefined;
}

/** The records of one partition for one group, from memory to done: chains by key, retries, dead letters, watermark. */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #watermark: Watermark;
  readonly #chains: KeyChains<LogRecord>;
  readonly #retry: RetryInPlaceOptions;
  readonly #breaker: PoisonBreaker;
  readonly #stopping = new AbortController();
  /** Handlers that run, in the order in which they were called. */
  readonly #calls = new Map<LogRecord, number>();
  #pending = 0;
  #pendingBytes = 0;
  #full = false;

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#breaker = new PoisonBreaker(options.clock);
    this.#watermark = new Watermark(options.next);
    this.#chains = new KeyChains((record) => this.#deliver(record));
    this.#retry = {
      group: options.group,
      handle: (record) => this.#call(record),
      ...(options.onPoison && { onPoison: options.onPoison }),
      publish: options.publish,
      observer: options.observer,
      backOff: options.backOff,
      clock: options.clock,
      breaker: this.#breaker,
      signal: this.#stopping.signal,
    };
  }

  /** Records handed out or waiting in memory. */
  get pending(): number {
    return this.#pending;
  }

  /** The offset that may be committed now. */
  get committable(): number {
    return this.#watermark.committable;
  }

  /** Where to go on reading: after the last record that was taken in. */
  get next(): number {
    return this.#watermark.next;
  }

  /** There are no records before the offset. */
  skipTo(next: number): void {
    this.#watermark.skipTo(next);
  }

  /** When the handler that has run longest was called, epoch ms; undefined when none runs. Waits between tries do not count. */
  get oldestCallAt(): number | undefined {
    return this.#calls.values().next().value;
  }

  /** How much may be taken in now; nothing between reaching the high water and falling to the low one. */
  get room(): { readonly records: number; readonly bytes: number } {
    if (this.#full || this.#stopping.signal.aborted) return { records: 0, bytes: 0 };
    return { records: HIGH_WATER_RECORDS - this.#pending, bytes: HIGH_WATER_BYTES - this.#pendingBytes };
  }

  accept(records: readonly LogRecord[]): void {
    for (const record of records) {
      this.#watermark.begin(record.offset);
      this.#pending += 1;
      this.#pendingBytes += record.value.length;
    }
    this.#full ||= this.#pending >= HIGH_WATER_RECORDS || this.#pendingBytes >= HIGH_WATER_BYTES;
    for (const record of records) this.#chains.add(record.key, record);
  }

  pause(): void {
    this.#chains.pause();
  }

  /** Also closes the breaker. */
  resume(): void {
    if (this.#stopping.signal.aborted) return;
    this.#breaker.reset();
    this.#chains.resume();
  }

  /** Hands out nothing more and waits for what is in work; retries end undone. `committable` then is what to commit. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const drained = this.#chains.stop();
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#options.drainMs ?? DRAIN_MS);
    });
    await Promise.race([drained, tooLong]);
    clearTimeout(timer);
  }

  async #call(record: LogRecord): Promise<void> {
    this.#calls.set(record, this.#options.clock());
    try {
      await this.#options.handle(record);
    } finally {
      this.#calls.delete(record);
    }
  }

  async #deliver(record: LogRecord): Promise<void> {
    if (!(await retryInPlace(record, this.#retry))) return;
    this.#watermark.finish(record.offset);
    this.#pending -= 1;
    this.#pendingBytes -= record.value.length;
    this.#options.onProgress();
    if (this.#full && this.#pending <= LOW_WATER_RECORDS && this.#pendingBytes < HIGH_WATER_BYTES) {
      this.#full = false;
      this.#options.onRoom();
    }
  }
}
