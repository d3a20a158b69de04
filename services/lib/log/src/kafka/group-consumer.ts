import { brokerFault } from './broker-fault.ts';
import { CONSUMER_SETTINGS, MEMBER_RETRY, kafkaClient } from './kafka-client.ts';
import { toLogRecord } from './kafka-record.ts';
import { PartitionWork } from './partition-work.ts';
import { PartitionCommits } from './partition-commits.ts';
import { partitionRanges } from './partition-ranges.ts';
import { ClientStuckError, settlesWithin } from './settles-within.ts';
import { withAdmin } from './with-admin.ts';
import { within } from './within.ts';
import type { Consumer, ConsumerGroupJoinEvent, EachBatchPayload } from 'kafkajs';
import type { Delivery, DeliveryOptions } from '../delivery/delivery.ts';
import type { LogRecord } from '../event-log.ts';
import type { KafkaContext } from './kafka-context.ts';

/** Between two tries to learn where to go on. */
const ALIGN_AGAIN_MS = 250;
/** How long the last commit and the farewell may take when brokers are away. */
const LAST_COMMIT_MS = 3000;
const LEAVE_MS = 5000;
/** Longest that connecting, or one commit, may take, repeats included. */
const CONNECT_MS = 60_000;
const COMMIT_MS = 60_000;

export interface GroupConsumerOptions {
  readonly context: KafkaContext;
  readonly topic: string;
  readonly group: string;
  /** For the work on one partition; `onProgress` and `onRoom` are set here. */
  readonly delivery: Omit<DeliveryOptions, 'next' | 'onProgress' | 'onRoom'>;
  readonly onJoin: () => void;
  /** A partition's work is handed out. */
  readonly begins: (partition: number, delivery: Delivery) => void;
  /** A partition was taken away: its work was told to stop, which the promise waits for. */
  readonly ends: (work: PartitionWork, stopped: Promise<void>) => void;
  /** Up to where an earlier membership has done everything, given what the brokers have as committed now. */
  readonly doneBefore: (partition: number, committed: number | undefined) => number | undefined;
}

/** kafkajs' batches know where their fetch began; its types leave that out. */
type FetchedBatch = EachBatchPayload['batch'] & { readonly fetchedOffset: string };

/**
 * One membership in a group, from joining to a crash or the stop. Batches are only put into memory, so that no handler
 * holds up a fetch or a heartbeat; what was finished is committed on a timer of its own.
 */
export class GroupConsumer {
  readonly #options: GroupConsumerOptions;
  readonly #consumer: Consumer;
  readonly #topic: string;
  readonly #partitions = new Map<number, PartitionWork>();
  readonly #commits: PartitionCommits;
  readonly #ended = new AbortController();
  readonly #crash = Promise.withResolvers<unknown>();
  #memberId: string | undefined;
  #isAligning = false;
  #progressAt: number;

  constructor(options: GroupConsumerOptions) {
    const { context, topic, group } = options;
    this.#options = options;
    this.#topic = context.names.toKafka(topic);
    this.#progressAt = context.clock();
    this.#consumer = kafkaClient(context.connection, MEMBER_RETRY).consumer({
      ...CONSUMER_SETTINGS,
      groupId: context.names.groupId(group, topic),
      // A crash ends this membership; whoever watches it counts crashes and begins a new one.
      retry: { ...MEMBER_RETRY, restartOnFailure: async () => false },
    });
    this.#commits = new PartitionCommits({
      partitions: () => this.#partitions.values(),
      store: (offsets) => this.#store(offsets.map((each) => ({ topic: this.#topic, ...each }))),
      observer: context.observer,
      labels: { topic, group },
    });
  }

  /** When it last joined, or a heartbeat was answered, epoch ms. */
  get progressAt(): number {
    return this.#progressAt;
  }

  get isJoined(): boolean {
    return this.#memberId !== undefined;
  }

  get deliveries(): readonly Delivery[] {
    return [...this.#partitions.values()].flatMap(({ delivery }) => (delivery === undefined ? [] : [delivery]));
  }

  /** Joins and works until it crashes, and gives why; undefined after `stop`. */
  async run(): Promise<unknown> {
    const { events } = this.#consumer;
    this.#consumer.on(events.GROUP_JOIN, (event) => this.#joined(event));
    this.#consumer.on(events.REBALANCING, () => void this.#commits.commit());
    this.#consumer.on(events.CRASH, ({ payload }) => this.#crash.resolve(payload.error));
    // Not fetches: brokers answer them whether or not one is a member.
    this.#consumer.on(events.HEARTBEAT, () => {
      this.#progressAt = this.#options.context.clock();
    });
    // Batches of nothing but marks of transactions never come as a batch.
    this.#consumer.on(events.START_BATCH_PROCESS, ({ payload }) => {
      if (payload.batchSize === 0) this.#workOf(payload.partition)?.delivery?.skipTo(Number(payload.lastOffset) + 1);
    });
    this.#startClient().catch((error: unknown) => this.#crash.resolve(error));
    const error = await this.#crash.promise;
    this.#end();
    for (const work of this.#partitions.values()) this.#drop(work);
    if (error !== undefined) await within(LEAVE_MS, this.#consumer.disconnect());
    return error;
  }

  /** Hands out nothing more, finishes what is in work, commits, leaves the group. */
  async stop(): Promise<void> {
    if (this.isJoined && !this.#ended.signal.aborted) this.#consumer.pause([{ topic: this.#topic }]);
    await Promise.all(this.deliveries.map((delivery) => delivery.stop()));
    if (!this.#ended.signal.aborted) await within(LAST_COMMIT_MS, this.#commits.commit());
    this.#end();
    await within(LEAVE_MS, this.#consumer.disconnect());
    this.#crash.resolve(undefined);
  }

  async #startClient(): Promise<void> {
    const { context } = this.#options;
    // The member is patient once it works; whether it can begin is asked with less.
    await withAdmin(context.client, (admin) => admin.fetchTopicMetadata({ topics: [this.#topic] }));
    if (this.#ended.signal.aborted) return;
    await settlesWithin(CONNECT_MS, 'connecting', this.#consumer.connect());
    await this.#consumer.subscribe({ topic: this.#topic, fromBeginning: true });
    if (!this.#ended.signal.aborted) {
      await this.#consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        eachBatch: async (payload) => this.#enqueue(payload),
      });
    }
    if (this.#ended.signal.aborted) await within(LEAVE_MS, this.#consumer.disconnect());
  }

  /** A membership that cannot commit, and does not fail either, would look behind for ever: it ends, and the next one can. */
  async #store(offsets: Parameters<Consumer['commitOffsets']>[0]): Promise<void> {
    try {
      await settlesWithin(COMMIT_MS, 'committing', this.#consumer.commitOffsets(offsets));
    } catch (error) {
      if (error instanceof ClientStuckError) this.#crash.resolve(error);
      throw error;
    }
  }

  #end(): void {
    this.#ended.abort();
    this.#commits.stop();
  }

  #joined({ payload }: ConsumerGroupJoinEvent): void {
    const assigned = new Set(payload.memberAssignment[this.#topic] ?? []);
    // Under another id it was out of the group meanwhile: others may have worked on what it held.
    const stayed = payload.memberId === this.#memberId;
    this.#memberId = payload.memberId;
    this.#progressAt = this.#options.context.clock();
    for (const [partition, work] of this.#partitions) {
      if (!stayed || !assigned.has(partition)) this.#drop(work);
    }
    for (const partition of assigned) {
      const work = this.#partitions.get(partition);
      if (work === undefined)
        this.#partitions.set(partition, new PartitionWork(partition, this.#deliveryOptions(partition)));
      else if (work.isAligned) this.#seek(work);
    }
    this.#options.onJoin();
    this.#alignAll();
  }

  #deliveryOptions(partition: number): Omit<DeliveryOptions, 'next'> {
    return {
      ...this.#options.delivery,
      onProgress: () => this.#commits.touch(),
      onRoom: () => {
        const work = this.#workOf(partition);
        if (work?.isAligned === true) this.#consumer.resume([{ topic: this.#topic, partitions: [partition] }]);
      },
    };
  }

  #drop(work: PartitionWork): void {
    this.#partitions.delete(work.partition);
    if (work.delivery !== undefined) this.#options.ends(work, work.delivery.stop());
  }

  /** The partition's work while this membership lasts. */
  #workOf(partition: number): PartitionWork | undefined {
    return this.#ended.signal.aborted ? undefined : this.#partitions.get(partition);
  }

  #enqueue(payload: EachBatchPayload): void {
    const { batch } = payload;
    const work = this.#workOf(batch.partition);
    const delivery = work?.delivery;
    if (work === undefined || delivery === undefined || !work.isAligned) return;
    if (Number((batch as FetchedBatch).fetchedOffset) !== work.next) {
      // A fetch from before a rebalance, or the client moved by itself: neither may leave a gap.
      work.misalign();
      this.#alignAll();
      return;
    }
    const taken = this.#take(batch, delivery);
    const last = taken.at(-1);
    if (last !== undefined) payload.resolveOffset(String(last.offset));
    if (taken.length === batch.messages.length) delivery.skipTo(Number(batch.lastOffset()) + 1);
    else delivery.skipTo((last?.offset ?? -1) + 1);
    delivery.accept(taken);
    if (delivery.room.records === 0) this.#consumer.pause([{ topic: this.#topic, partitions: [batch.partition] }]);
  }

  /** As many of the batch's records as there is room for, and one at least where there is any. */
  #take(batch: EachBatchPayload['batch'], delivery: Delivery): LogRecord[] {
    const { records, bytes } = delivery.room;
    const taken: LogRecord[] = [];
    let size = 0;
    for (const message of batch.messages.slice(0, records)) {
      size += message.value?.length ?? 0;
      if (taken.length > 0 && size > bytes) break;
      taken.push(toLogRecord(this.#options.topic, batch.partition, message));
    }
    return taken;
  }

  /** Learns where to go on for every partition where that is open, and reads from there. */
  #alignAll(): void {
    const open = [...this.#partitions.values()].filter(({ isAligned }) => !isAligned).map(({ partition }) => partition);
    if (open.length > 0) this.#consumer.pause([{ topic: this.#topic, partitions: open }]);
    if (!this.#isAligning) void this.#align();
  }

  async #align(): Promise<void> {
    const { context, topic, group } = this.#options;
    const { signal } = this.#ended;
    this.#isAligning = true;
    for (;;) {
      const open = [...this.#partitions.values()].filter(({ isAligned }) => !isAligned);
      if (open.length === 0 || signal.aborted) break;
      const member = this.#memberId;
      try {
        const ranges = await partitionRanges(context.client, this.#topic, context.names.groupId(group, topic));
        context.faults.clear(this);
        // Between the question and now the group may have been joined anew.
        if (member !== this.#memberId) continue;
        for (const work of open) {
          const range = ranges.get(work.partition);
          if (range === undefined || this.#workOf(work.partition) !== work) continue;
          const doneBefore = this.#options.doneBefore(work.partition, range.committed);
          this.#begin(work, work.align(range, doneBefore));
        }
        if (open.some((work) => !work.isAligned)) await context.backOff.wait(ALIGN_AGAIN_MS, signal);
      } catch (error) {
        if (signal.aborted) break;
        context.faults.note(this, brokerFault(error, `${topic} cannot be read`));
        await context.backOff.wait(ALIGN_AGAIN_MS, signal);
      }
    }
    this.#isAligning = false;
  }

  #begin(work: PartitionWork, skipped: number | undefined): void {
    const { context, topic, group } = this.#options;
    const { partition } = work;
    if (skipped === undefined) {
      context.observer.logger?.error(
        { topic, group, partition },
        'partition ends before the group’s place: read again from its beginning',
      );
    } else if (skipped > 0) {
      context.observer.count?.('skipped-by-retention', { topic, group }, skipped);
      context.observer.logger?.warn(
        { topic, group, partition, records: skipped },
        'group lagged behind retention: records skipped',
      );
    }
    if (work.delivery !== undefined) this.#options.begins(partition, work.delivery);
    // Also the first place of a group is committed, so that retention or a later record cannot move it.
    if (work.toCommit !== undefined) this.#commits.touch();
    this.#seek(work);
  }

  #seek(work: PartitionWork): void {
    const { partition, next, delivery } = work;
    this.#consumer.seek({ topic: this.#topic, partition, offset: String(next) });
    if (delivery !== undefined && delivery.room.records > 0) {
      this.#consumer.resume([{ topic: this.#topic, partitions: [partition] }]);
    }
  }
}
