import { MAX_RECORD_BYTES } from '@onethread/contracts';
import { PoisonBreaker } from '../delivery/poison-breaker.ts';
import { LogUnavailableError, PoisonRecordError } from '../errors.ts';
import { brokerFault } from './broker-fault.ts';
import { GroupConsumer } from './group-consumer.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { LogRecord, SubscribeOptions, Subscription } from '../event-log.ts';
import type { KafkaContext } from './kafka-context.ts';
import type { PartitionWork } from './partition-work.ts';

/** Between two memberships. */
const JOIN_AGAIN_MS = 1000;

/** A subscription: memberships one after another, however often the client crashes or brokers go away. */
export class GroupMember implements Subscription {
  readonly #context: KafkaContext;
  readonly #options: SubscribeOptions;
  readonly #left: (member: GroupMember) => void;
  readonly #breaker = new PoisonBreaker();
  readonly #stopping = new AbortController();
  readonly #firstJoin = Promise.withResolvers<void>();
  /** Work that was taken away and has not ended: the same keys wait for it. */
  readonly #ending = new Map<number, { readonly work: PartitionWork; readonly stopped: Promise<void> }>();
  #consumer: GroupConsumer | undefined;
  #living: Promise<void> | undefined;
  #paused = false;
  #stopped: Promise<void> | undefined;

  /** `left` is called when it has committed and left. */
  constructor(context: KafkaContext, options: SubscribeOptions, left: (member: GroupMember) => void) {
    this.#context = context;
    this.#options = options;
    this.#left = left;
  }

  get pending(): number {
    return this.#deliveries.reduce((sum, delivery) => sum + delivery.pending, 0);
  }

  /** When it was last known to be a member, epoch ms. */
  get progressAt(): number {
    return this.#consumer?.progressAt ?? this.#context.clock();
  }

  /** When the handler that has run longest was called; undefined when none runs. */
  get oldestCallAt(): number | undefined {
    const calls = this.#deliveries.flatMap(({ oldestCallAt }) => (oldestCallAt === undefined ? [] : [oldestCallAt]));
    return calls.length === 0 ? undefined : Math.min(...calls);
  }

  get name(): string {
    return `group ${this.#options.group} on ${this.#options.topic}`;
  }

  /** Resolves when it has joined, however long the brokers are away. Throws `LogUnavailableError` when it is stopped first. */
  async start(): Promise<void> {
    this.#living = this.#live();
    await this.#firstJoin.promise;
  }

  pause(): void {
    this.#paused = true;
    for (const delivery of this.#deliveries) delivery.pause();
  }

  resume(): void {
    this.#paused = false;
    for (const delivery of this.#deliveries) delivery.resume();
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#leave();
    return this.#stopped;
  }

  get #deliveries(): readonly Delivery[] {
    return this.#consumer?.deliveries ?? [];
  }

  async #live(): Promise<void> {
    const { backOff } = this.#context;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      this.#consumer = this.#newConsumer();
      const error = await this.#consumer.run();
      if (signal.aborted) return;
      this.#ended(error);
      await backOff.wait(JOIN_AGAIN_MS, signal);
    }
  }

  #newConsumer(): GroupConsumer {
    const { publishDeadLetters, observer, backOff, clock, drainMs, faults } = this.#context;
    const { topic, group, handle, onPoison } = this.#options;
    return new GroupConsumer({
      context: this.#context,
      topic,
      group,
      delivery: {
        group,
        handle: async (record) => {
          checkSize(record);
          await handle(record);
        },
        ...(onPoison && { onPoison }),
        publish: publishDeadLetters,
        observer,
        backOff,
        clock,
        drainMs,
        breaker: this.#breaker,
      },
      onJoin: () => {
        faults.clear(this);
        this.#firstJoin.resolve();
      },
      begins: (partition, delivery) => this.#begins(partition, delivery),
      ends: (work, stopped) => this.#ending.set(work.partition, { work, stopped }),
      doneBefore: (partition, committed) => this.#doneBefore(partition, committed),
    });
  }

  /** Work on a partition that is had again begins when what was in work before has ended: one record of a key at a time. */
  #begins(partition: number, delivery: Delivery): void {
    if (this.#paused) delivery.pause();
    const before = this.#ending.get(partition);
    if (before === undefined) return;
    this.#ending.delete(partition);
    delivery.pause();
    void before.stopped.then(() => {
      if (!this.#paused) delivery.resume();
    });
  }

  /**
   * What was done but not committed when a membership ended need not be done again, if nobody committed since: then nobody
   * else had the partition, and the topic is the same.
   */
  #doneBefore(partition: number, committed: number | undefined): number | undefined {
    const work = this.#ending.get(partition)?.work;
    if (work === undefined || committed === undefined || committed !== work.lastCommitted) return undefined;
    return work.delivery?.committable;
  }

  #ended(error: unknown): void {
    const { topic, group } = this.#options;
    const fault = brokerFault(error, `${topic} cannot be read by ${group}`);
    this.#context.faults.note(this, fault);
    if (fault.code === 'broker-failed') this.#context.crashed(error);
  }

  async #leave(): Promise<void> {
    this.#stopping.abort();
    this.#firstJoin.reject(new LogUnavailableError('the log is closing'));
    this.#firstJoin.promise.catch(() => undefined);
    await this.#consumer?.stop();
    await this.#living;
    await Promise.all([...this.#ending.values()].map(({ stopped }) => stopped));
    this.#context.faults.clear(this);
    this.#left(this);
  }
}

/** Foreign producers may write what ours would refuse. */
function checkSize({ value }: LogRecord): void {
  if (Buffer.byteLength(value) > MAX_RECORD_BYTES) {
    throw new PoisonRecordError('record-too-large', `a value above ${MAX_RECORD_BYTES} bytes`);
  }
}
