import { KafkaJSConnectionClosedError, KafkaJSOffsetOutOfRange } from 'kafkajs/src/errors.js';
import { failureCode } from '../delivery/classify-failure.ts';
import { LogUnavailableError } from '../errors.ts';
import { brokerFault } from './broker-fault.ts';
import { CONSUMER_SETTINGS } from './kafka-client.ts';
import { toLogRecord } from './kafka-record.ts';
import { TopicReader } from './topic-reader.ts';
import type { BroadcastOptions, LogRecord, Subscription } from '../event-log.ts';
import type { KafkaContext } from './kafka-context.ts';
import type { FetchedPart } from './topic-reader.ts';

/** Between two looks for brokers and leaders. */
const TRY_AGAIN_MS = 250;
const NO_NODE = -1;
const NO_GROUP = '(broadcast)';

/**
 * Every record of a topic from its end on, without a group: the positions are kept here alone, so that nothing is missed
 * while brokers restart or leaders move, and nothing is left at the brokers. One fetch is open per leader.
 */
export class BroadcastMember implements Subscription {
  readonly #context: KafkaContext;
  readonly #options: BroadcastOptions;
  readonly #left: (member: BroadcastMember) => void;
  readonly #stopping = new AbortController();
  readonly #positions = new Map<number, number>();
  readonly #following = new Map<number, Promise<void>>();
  #reader: TopicReader | undefined;
  #paused: PromiseWithResolvers<void> | undefined;
  #progressAt: number;
  readonly pending = 0;

  constructor(context: KafkaContext, options: BroadcastOptions, left: (member: BroadcastMember) => void) {
    this.#context = context;
    this.#options = options;
    this.#left = left;
    this.#progressAt = context.clock();
  }

  get name(): string {
    return `broadcast of ${this.#options.topic}`;
  }

  /** When it last heard from a broker, epoch ms. */
  get progressAt(): number {
    return this.#paused === undefined ? this.#progressAt : this.#context.clock();
  }

  /** Resolves when no later record can be missed, however long the brokers are away. Throws `LogUnavailableError` when it is stopped first. */
  async start(): Promise<void> {
    const { backOff, faults } = this.#context;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#openAtEnd();
        faults.clear(this);
        this.#followLeaders();
        return;
      } catch (error) {
        faults.note(this, brokerFault(error, this.#doing));
        await backOff.wait(TRY_AGAIN_MS, signal);
      }
    }
    throw new LogUnavailableError('the log is closing');
  }

  pause(): void {
    this.#paused ??= Promise.withResolvers();
  }

  resume(): void {
    this.#paused?.resolve();
    this.#paused = undefined;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.resume();
    await Promise.all(this.#following.values());
    await this.#reader?.close().catch(() => undefined);
    this.#context.faults.clear(this);
    this.#left(this);
  }

  get #doing(): string {
    return `${this.#options.topic} cannot be followed`;
  }

  async #openAtEnd(): Promise<void> {
    const { connection, names } = this.#context;
    const reader = await TopicReader.open(connection, names.toKafka(this.#options.topic));
    try {
      for (const [partition, end] of await reader.ends()) this.#positions.set(partition, end);
    } catch (error) {
      await reader.close().catch(() => undefined);
      throw error;
    }
    this.#reader = reader;
  }

  /** One loop for each node that leads a partition. */
  #followLeaders(): void {
    for (const nodeId of new Set(this.#reader?.leaders.values())) {
      if (this.#stopping.signal.aborted || this.#following.has(nodeId)) continue;
      this.#following.set(
        nodeId,
        this.#follow(nodeId).finally(() => this.#following.delete(nodeId)),
      );
    }
  }

  /** Ends when the node leads nothing any more and others follow the rest. */
  async #follow(nodeId: number): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#paused?.promise;
        const positions = this.#positionsAt(nodeId);
        if (positions.size > 0) await this.#fetch(nodeId, positions);
        else if (this.#allFollowed()) return;
        else await this.#lookAgain();
      } catch (error) {
        if (signal.aborted) return;
        this.#context.faults.note(this, brokerFault(error, this.#doing));
        await this.#recover(error);
      }
      this.#followLeaders();
    }
  }

  #positionsAt(nodeId: number): ReadonlyMap<number, number> {
    const leaders = this.#reader?.leaders;
    return new Map([...this.#positions].filter(([partition]) => leaders?.get(partition) === nodeId));
  }

  #allFollowed(): boolean {
    const leaders = this.#reader?.leaders;
    return [...this.#positions.keys()].every((partition) => this.#following.has(leaders?.get(partition) ?? NO_NODE));
  }

  async #fetch(nodeId: number, positions: ReadonlyMap<number, number>): Promise<void> {
    const parts = await this.#reader?.fetch(nodeId, positions, CONSUMER_SETTINGS.maxBytesPerPartition);
    // Two nodes may be asked for one partition while its leadership moves, and a pause may begin during a fetch: what is
    // not taken here is fetched again.
    if (this.#stopping.signal.aborted || this.#paused !== undefined) return;
    for (const part of parts ?? []) this.#take(part);
    this.#progressAt = this.#context.clock();
    this.#context.faults.clear(this);
  }

  #take({ partition, messages, next }: FetchedPart): void {
    const { topic } = this.#options;
    for (const message of messages) {
      if (Number(message.offset) < (this.#positions.get(partition) ?? 0)) continue;
      this.#hand(toLogRecord(topic, partition, message));
    }
    this.#positions.set(partition, Math.max(next, this.#positions.get(partition) ?? 0));
  }

  #hand(record: LogRecord): void {
    try {
      this.#options.handle(record);
    } catch (error) {
      const { topic, partition, offset } = record;
      this.#context.observer.count?.('broadcast-failed', { topic, group: NO_GROUP }, 1);
      this.#context.observer.logger?.error(
        { topic, partition, offset, code: failureCode(error) },
        'a broadcast handler threw',
      );
    }
  }

  async #recover(error: unknown): Promise<void> {
    if (error instanceof KafkaJSConnectionClosedError) this.#reader?.forget(error);
    if (error instanceof KafkaJSOffsetOutOfRange) await this.#moveIntoRange(error.partition);
    await this.#lookAgain();
  }

  async #lookAgain(): Promise<void> {
    await this.#context.backOff.wait(TRY_AGAIN_MS, this.#stopping.signal);
    if (!this.#stopping.signal.aborted) await this.#reader?.refresh().catch(() => undefined);
  }

  /** What it stood at was removed by retention, or never came to be after a disaster at the brokers. */
  async #moveIntoRange(partition: number): Promise<void> {
    const ranges = Promise.all([this.#reader?.beginnings(), this.#reader?.ends()]);
    const [beginnings, ends] = await ranges.catch(() => []);
    const [position, beginning, end] = [this.#positions, beginnings, ends].map((each) => each?.get(partition) ?? 0);
    if (position === undefined || beginning === undefined || end === undefined) return;
    this.#positions.set(partition, position < beginning ? beginning : Math.min(position, end));
    const { topic } = this.#options;
    const skipped = Math.max(0, beginning - position);
    if (skipped > 0) this.#context.observer.count?.('skipped-by-retention', { topic, group: NO_GROUP }, skipped);
    this.#context.observer.logger?.warn({ topic, partition, skipped }, 'a broadcast stood outside its topic');
  }
}
