import { realBackOff } from '../delivery/back-off.ts';
import { failureCode } from '../delivery/classify-failure.ts';
import { DRAIN_MS, STUCK_CALL_MS } from '../delivery/delivery.ts';
import { LogUnavailableError, RecordTooLargeError } from '../errors.ts';
import { checkRecordSizes } from '../record-size.ts';
import { BroadcastMember } from './broadcast-member.ts';
import { brokerFault } from './broker-fault.ts';
import { CrashCounter } from './crash-counter.ts';
import { FaultBoard } from './fault-board.ts';
import { groupLags } from './group-lag.ts';
import { GroupMember } from './group-member.ts';
import { kafkaClient } from './kafka-client.ts';
import { Lanes } from './lanes.ts';
import { KafkaNames } from './names.ts';
import { patiently } from './patiently.ts';
import { Producers } from './producers.ts';
import { readTopic } from './read-topic.ts';
import { withAdmin } from './with-admin.ts';
import type { Kafka } from 'kafkajs';
import type { BackOff } from '../delivery/back-off.ts';
import type { BrokerFaultError } from '../errors.ts';
import type {
  BroadcastOptions,
  EventLog,
  GroupLag,
  LogHealth,
  LogRecord,
  OutgoingRecord,
  ReadOptions,
  SubscribeOptions,
  Subscription,
} from '../event-log.ts';
import type { LogObserver } from '../logger.ts';
import type { KafkaConnection } from './kafka-client.ts';
import type { KafkaContext } from './kafka-context.ts';

/** How long `publish` waits for the brokers; the records are sent on after that. */
export const PUBLISH_MS = 10_000;
/** Reading that hears nothing for this long, while the brokers answer others, is stuck. */
export const STUCK_MS = 60_000;

export interface KafkaEventLogOptions extends LogObserver {
  readonly connection: KafkaConnection;
  /** Put before every topic and group as it is; default ''. */
  readonly topicPrefix?: string;
  /** Called once when clients crashed five times in a minute for no fault of the brokers: the process should exit. */
  readonly onFatal?: (error: unknown) => void;
  /** How long `publish` waits; default 10 s. */
  readonly publishMs?: number;
  /** Epoch ms; default `Date.now`. */
  readonly clock?: () => number;
  /** Waits before retries; default real time and chance. */
  readonly backOff?: BackOff;
  /** How long a stop waits for records in work, and a close for records to be written; default 10 s. */
  readonly drainMs?: number;
}

/** The event log on Kafka. `docs/architecture.md` and this package's README say what it keeps of kafkajs at bay. */
export class KafkaEventLog implements EventLog, LogHealth {
  readonly description: string;
  readonly #context: KafkaContext;
  readonly #options: KafkaEventLogOptions;
  readonly #producers: Producers;
  readonly #lanes: Lanes;
  readonly #faults: FaultBoard;
  readonly #crashes: CrashCounter;
  readonly #members = new Set<GroupMember>();
  readonly #broadcasts = new Set<BroadcastMember>();
  #isFatal = false;
  #closing: Promise<void> | undefined;

  constructor(options: KafkaEventLogOptions) {
    const { connection, topicPrefix = '', clock = Date.now, backOff = realBackOff, drainMs = DRAIN_MS } = options;
    const client = kafkaClient(connection);
    const names = new KafkaNames(topicPrefix);
    this.description = `Kafka at ${connection.brokers.join(',')}`;
    this.#options = options;
    this.#faults = new FaultBoard(options.logger, clock);
    this.#crashes = new CrashCounter(clock);
    this.#producers = new Producers(client);
    this.#lanes = new Lanes({
      names,
      clock,
      send: (topic, partition, messages) => this.#producers.send(topic, partition, messages),
      partitionsOf: (topic) => partitionsOf(client, topic),
      faulty: (topic, fault) => {
        if (fault === undefined) this.#faults.clear(topic);
        else this.#faults.note(topic, fault);
      },
    });
    this.#context = {
      connection,
      client,
      names,
      observer: options,
      faults: this.#faults,
      backOff,
      clock,
      drainMs,
      publishDeadLetters: (records) => this.#appendDeadLetters(records),
      crashed: (error) => this.#crashed(error),
    };
  }

  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    this.#refuseWhenClosing();
    checkRecordSizes(records);
    await this.#append(records);
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    this.#refuseWhenClosing();
    const member = new GroupMember(this.#context, options, (left) => this.#members.delete(left));
    this.#members.add(member);
    await member.start();
    return member;
  }

  async broadcast(options: BroadcastOptions): Promise<Subscription> {
    this.#refuseWhenClosing();
    const member = new BroadcastMember(this.#context, options, (left) => this.#broadcasts.delete(left));
    this.#broadcasts.add(member);
    await member.start();
    return member;
  }

  read(options: ReadOptions): AsyncIterable<LogRecord> {
    const { connection, names } = this.#context;
    return readTopic(connection, names, options);
  }

  lag(): Promise<readonly GroupLag[]> {
    return patiently('lag cannot be read', () => groupLags(this.#context));
  }

  async checkHealth(): Promise<string | undefined> {
    if (this.#closing !== undefined) return 'the log is closing';
    return this.#faults.current?.message ?? (await this.#probe())?.message;
  }

  async checkProgress(): Promise<string | undefined> {
    if (this.#isFatal) return 'the Kafka client crashed again and again';
    const now = this.#context.clock();
    for (const { name, oldestCallAt = now } of this.#members) {
      if (now - oldestCallAt > STUCK_CALL_MS) return `a handler of ${name} has run for ${seconds(now - oldestCallAt)}`;
    }
    const silent = [...this.#members, ...this.#broadcasts].find(({ progressAt }) => now - progressAt > STUCK_MS);
    // Brokers that are away are no reason to start the process anew.
    if (silent === undefined || (await this.#probe()) !== undefined) return undefined;
    return `${silent.name} has heard nothing for ${seconds(now - silent.progressAt)}, though Kafka answers`;
  }

  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  #refuseWhenClosing(): void {
    if (this.#closing !== undefined) throw new LogUnavailableError('the log is closing');
  }

  async #append(records: readonly OutgoingRecord[]): Promise<void> {
    if (records.length === 0) return;
    const written = this.#lanes.add(records);
    const waitMs = this.#options.publishMs ?? PUBLISH_MS;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(this.#lateError(records, waitMs)), waitMs);
    });
    try {
      await Promise.race([written, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #lateError(records: readonly OutgoingRecord[], waitMs: number): LogUnavailableError {
    const known = records.map(({ topic }) => this.#faults.of(topic)).find((fault) => fault !== undefined);
    return known ?? new LogUnavailableError(`Kafka acknowledged nothing for ${waitMs} ms`);
  }

  /** A record that brokers took from a foreign producer may be too large with our headers: then they point to where it lies. */
  async #appendDeadLetters(records: readonly OutgoingRecord[]): Promise<void> {
    try {
      await this.#append(records);
    } catch (error) {
      if (!(error instanceof RecordTooLargeError)) throw error;
      await this.#append(records.map((record) => ({ ...record, value: '' })));
    }
  }

  async #probe(): Promise<BrokerFaultError | undefined> {
    try {
      await withAdmin(this.#context.client, (admin) => admin.describeCluster());
      return undefined;
    } catch (error) {
      return brokerFault(error, 'Kafka is not ready');
    }
  }

  #crashed(error: unknown): void {
    this.#crashes.note();
    if (this.#isFatal || !this.#crashes.isFatal) return;
    this.#isFatal = true;
    this.#options.logger?.error(
      { code: failureCode(error) },
      'the Kafka client crashed again and again: the process should be started anew',
    );
    this.#options.onFatal?.(error);
  }

  async #finish(): Promise<void> {
    await Promise.all([...this.#members, ...this.#broadcasts].map((member) => member.stop()));
    await this.#lanes.close(this.#context.drainMs);
    await this.#producers.close();
  }
}

/**
 * Opens the log without waiting for brokers: what needs them waits and says why, once, in the log and in `checkHealth`.
 * Topics must exist (`applyTopics`). Throws `TypeError` when no broker is named.
 */
export async function openKafkaEventLog(options: KafkaEventLogOptions): Promise<KafkaEventLog> {
  if (options.connection.brokers.length === 0) throw new TypeError('no Kafka broker is named');
  return new KafkaEventLog(options);
}

function partitionsOf(client: Kafka, topic: string): Promise<number> {
  return withAdmin(client, async (admin) => {
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    return topics[0]?.partitions.length ?? 0;
  });
}

const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;
