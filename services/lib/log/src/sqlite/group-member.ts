import { untilDone } from '../delivery/back-off.ts';
import { failureCode } from '../delivery/classify-failure.ts';
import { Delivery } from '../delivery/delivery.ts';
import { TopicFollower } from './topic-follower.ts';
import type { LogRecord, SubscribeOptions, Subscription } from '../event-log.ts';
import type { Committing } from './offset-commits.ts';
import type { LogContext } from './log-context.ts';
import type { Follower } from './topic-follower.ts';

/** One member of a consumer group: standing by until it is started, then working the topic from the committed offset. */
export class GroupMember implements Subscription, Committing, Follower {
  readonly #context: LogContext;
  readonly #options: SubscribeOptions;
  readonly #left: (member: GroupMember) => void;
  readonly #stopping = new AbortController();
  #delivery: Delivery | undefined;
  #follower: TopicFollower | undefined;
  #joining: Promise<void> | undefined;
  #paused = false;
  #stopped: Promise<void> | undefined;

  /** `left` is called when it has committed and left, so that the next may start. */
  constructor(context: LogContext, options: SubscribeOptions, left: (member: GroupMember) => void) {
    this.#context = context;
    this.#options = options;
    this.#left = left;
  }

  get topic(): string {
    return this.#options.topic;
  }

  get group(): string {
    return this.#options.group;
  }

  get committable(): number {
    return this.#delivery?.committable ?? 0;
  }

  get pending(): number {
    return this.#delivery?.pending ?? 0;
  }

  /** When the handler that has run longest was called, epoch ms; undefined when none runs. */
  get oldestCallAt(): number | undefined {
    return this.#delivery?.oldestCallAt;
  }

  get room(): Delivery['room'] {
    return this.#delivery?.room ?? { records: 0, bytes: 0 };
  }

  /** Joins the group. Throws `LogUnavailableError`. */
  start(): Promise<void> {
    this.#joining = this.#join();
    return this.#joining;
  }

  /** Joins once the log is available, however long that takes: for a member that stood by. */
  async takeOver(): Promise<void> {
    const { backOff, observer } = this.#context;
    this.#joining = untilDone(
      () => this.#join(),
      this.#stopping.signal,
      backOff,
      (error) =>
        observer.logger?.warn({ ...this.#labels, code: failureCode(error) }, 'group could not be joined, trying again'),
    );
    await this.#joining;
  }

  pause(): void {
    this.#paused = true;
    this.#delivery?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#delivery?.resume();
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#leave();
    return this.#stopped;
  }

  take(records: readonly LogRecord[]): void {
    this.#delivery?.accept(records);
  }

  skipped(records: number): void {
    this.#context.observer.count?.('skipped-by-retention', this.#labels, records);
    this.#context.observer.logger?.warn({ ...this.#labels, records }, 'group lagged behind retention: records skipped');
  }

  readFailed(error: unknown, attempt: number): void {
    this.#context.observer.logger?.warn(
      { ...this.#labels, attempt, code: failureCode(error) },
      'log could not be read',
    );
  }

  get #labels(): { topic: string; group: string } {
    return { topic: this.topic, group: this.group };
  }

  async #join(): Promise<void> {
    const { file, feeds, commits, observer, backOff, clock, publish, drainMs } = this.#context;
    const { topic, group, handle, onPoison } = this.#options;
    const { offset, end } = await file.ask({ kind: 'join', topic, group });
    if (this.#stopping.signal.aborted) return;
    const delivery = new Delivery({
      group,
      handle,
      ...(onPoison && { onPoison }),
      publish,
      observer,
      backOff,
      clock,
      drainMs,
      next: offset,
      onProgress: () => commits.note(this),
      onRoom: () => this.#follower?.pull(),
    });
    if (this.#paused) delivery.pause();
    this.#delivery = delivery;
    this.#follower = new TopicFollower(
      (from, records, bytes) => file.read(topic, from, records, bytes),
      this,
      backOff,
      offset,
      Math.max(end, feeds.endOf(topic)),
    );
    feeds.add(topic, this.#follower);
    this.#follower.pull();
  }

  async #leave(): Promise<void> {
    const { feeds, commits, observer } = this.#context;
    this.#stopping.abort();
    await this.#joining?.catch(() => undefined);
    if (this.#follower !== undefined) {
      this.#follower.stop();
      feeds.remove(this.topic, this.#follower);
    }
    if (this.#delivery !== undefined) {
      await this.#delivery.stop();
      try {
        await commits.leave(this);
      } catch (error) {
        // Nothing is lost: what was done since the last commit is delivered again.
        observer.logger?.warn({ ...this.#labels, code: failureCode(error) }, 'offset could not be committed at stop');
      }
    }
    this.#left(this);
  }
}
