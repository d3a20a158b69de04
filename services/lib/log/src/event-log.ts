/**
 * The event-log port: durable topics of keyed records. Delivery is at least once, in order per key; different keys are
 * handled in parallel. docs/architecture.md says what travels on it.
 */
export interface EventLog {
  /**
   * Appends records. Resolves once all are durable (`acks=-1` or fsync); records of one key keep the order in which
   * `publish` was called. Throws `LogUnavailableError` (it may be tried again; duplicates are possible and harmless) or
   * `RecordTooLargeError` (value above 256 KiB; nothing of the batch was written).
   */
  publish(records: readonly OutgoingRecord[]): Promise<void>;

  /**
   * Joins a consumer group on one topic, from the group's committed offset, at first from the beginning.
   * `handle` runs one record of a key at a time. It resolves → the record is done. It throws → by the error's
   * `retryable`: true (or an infrastructure fault) retries in place with back-off (100 ms doubled to 30 s, full
   * jitter); false, or any unclassified error thrown twice for the same record, is poison: `onPoison` is awaited, the
   * original goes to `dlq.v1`, and the key goes on. Breaker (per partition): from 50 poison records in a row on, or above
   * 5 % of the last minute's records (from 200 on), poison is retried in place like infrastructure faults, until a record
   * is handled and the share has fallen (or `resume` is called).
   * What may be committed is a watermark: no offset passes an unfinished record.
   */
  subscribe(options: SubscribeOptions): Promise<Subscription>;

  /** Every record published from now on, to this process alone, without a group. Resolves when no later record can be missed. */
  broadcast(options: BroadcastOptions): Promise<Subscription>;

  /** Reads a topic from an offset or a time, for replay and checks, up to its present end. */
  read(options: ReadOptions): AsyncIterable<LogRecord>;

  /** Lag of each group on each topic, as committed. */
  lag(): Promise<readonly GroupLag[]>;

  readonly description: string;
  /** Refuses new publishes, stops subscriptions (each drains within 10 s), commits, releases the file or connections. */
  close(): Promise<void>;
}

/** What a process asks of its log for its probes; both adapters answer. Neither question rejects. */
export interface LogHealth {
  /** Readiness: undefined when the log can be written and read now, else one line that says why not and what to do. */
  checkHealth(): Promise<string | undefined>;
  /**
   * Liveness: undefined while reading goes on or what it waits for is away; else one line that says what is stuck, for
   * which starting the process anew is the remedy.
   */
  checkProgress(): Promise<string | undefined>;
}

export interface OutgoingRecord {
  readonly topic: string;
  /** Partition key: never personal data. */
  readonly key: string;
  /** UTF-8 JSON. */
  readonly value: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface LogRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
  /** When it was appended, epoch ms. */
  readonly timestamp: number;
}

export interface SubscribeOptions {
  readonly topic: string;
  readonly group: string;
  readonly handle: (record: LogRecord) => Promise<void>;
  /** Awaited before a record is dead-lettered: the place for a placeholder. If it throws, the record is retried as after an infrastructure fault. */
  readonly onPoison?: (record: LogRecord, failure: PoisonFailure) => Promise<void>;
}

export interface PoisonFailure {
  readonly code: string;
  readonly message: string;
  readonly attempts: number;
}

export interface BroadcastOptions {
  readonly topic: string;
  /** Called in order; must not throw. */
  readonly handle: (record: LogRecord) => void;
}

export interface ReadOptions {
  readonly topic: string;
  readonly from: { readonly offset: number; readonly partition?: number } | { readonly time: number };
}

export interface Subscription {
  /** Stops handing out records (those in work finish). Intake of others goes on. */
  pause(): void;
  resume(): void;
  /** Finishes what is in work (10 s at most), commits, leaves the group. */
  stop(): Promise<void>;
  /** Handed out or waiting in memory, not yet done. */
  readonly pending: number;
}

export interface GroupLag {
  readonly topic: string;
  readonly group: string;
  readonly records: number;
  /** Age of the oldest record not yet committed; 0 when there is none. */
  readonly seconds: number;
}
