import { failureCode } from '../delivery/classify-failure.ts';
import { HIGH_WATER_BYTES, HIGH_WATER_RECORDS } from '../delivery/delivery.ts';
import { TopicFollower } from './topic-follower.ts';
import type { BroadcastOptions, LogRecord, Subscription } from '../event-log.ts';
import type { LogContext } from './log-context.ts';
import type { Follower } from './topic-follower.ts';

const NO_GROUP = '(broadcast)';
const OPEN = { records: HIGH_WATER_RECORDS, bytes: HIGH_WATER_BYTES };
const SHUT = { records: 0, bytes: 0 };

/** Every record of a topic from its end on, in order, without a group: nothing is kept, nothing committed. */
export class BroadcastMember implements Subscription, Follower {
  readonly #context: LogContext;
  readonly #options: BroadcastOptions;
  readonly #left: (member: BroadcastMember) => void;
  #follower: TopicFollower | undefined;
  #paused = false;
  readonly pending = 0;

  constructor(context: LogContext, options: BroadcastOptions, left: (member: BroadcastMember) => void) {
    this.#context = context;
    this.#options = options;
    this.#left = left;
  }

  get room(): typeof OPEN {
    return this.#paused ? SHUT : OPEN;
  }

  /** Resolves when no later record can be missed. Throws `LogUnavailableError`. */
  async start(): Promise<void> {
    const { file, feeds, backOff } = this.#context;
    const { topic } = this.#options;
    const end = await file.ask({ kind: 'end', topic });
    this.#follower = new TopicFollower(
      (from, records, bytes) => file.read(topic, from, records, bytes),
      this,
      backOff,
      end,
      feeds.endOf(topic),
    );
    feeds.add(topic, this.#follower);
    this.#follower.pull();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#follower?.pull();
  }

  async stop(): Promise<void> {
    if (this.#follower !== undefined) {
      this.#follower.stop();
      this.#context.feeds.remove(this.#options.topic, this.#follower);
    }
    this.#left(this);
  }

  take(records: readonly LogRecord[]): void {
    for (const record of records) {
      try {
        this.#options.handle(record);
      } catch (error) {
        const { topic, offset } = record;
        this.#context.observer.count?.('broadcast-failed', { topic, group: NO_GROUP }, 1);
        this.#context.observer.logger?.error({ topic, offset, code: failureCode(error) }, 'a broadcast handler threw');
      }
    }
  }

  skipped(records: number): void {
    this.#context.observer.count?.('skipped-by-retention', { topic: this.#options.topic, group: NO_GROUP }, records);
  }

  readFailed(error: unknown, attempt: number): void {
    const details = { topic: this.#options.topic, attempt, code: failureCode(error) };
    this.#context.observer.logger?.warn(details, 'log could not be read');
  }
}
