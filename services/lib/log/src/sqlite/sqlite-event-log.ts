import { DEAD_LETTERS } from '@onethread/contracts';
import { realBackOff } from '../delivery/back-off.ts';
import { HIGH_WATER_BYTES, HIGH_WATER_RECORDS, STUCK_CALL_MS } from '../delivery/delivery.ts';
import { LogUnavailableError } from '../errors.ts';
import { checkRecordSizes } from '../record-size.ts';
import { BroadcastMember } from './broadcast-member.ts';
import { GroupSeats } from './group-seats.ts';
import { LogFile } from './log-file.ts';
import { OffsetCommits } from './offset-commits.ts';
import { partsByTopic, placedRecords, toColumns } from './record-columns.ts';
import { Retention } from './retention.ts';
import { TopicFeeds } from './topic-feeds.ts';
import type { BackOff } from '../delivery/back-off.ts';
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
import type { LogContext } from './log-context.ts';
import type { TopicRetention } from './retention.ts';

/** Most characters of values that may wait for their commit; above it `publish` throws, which is the caller's back-pressure. */
export const MAX_WAITING_CHARACTERS = 64 * 1024 * 1024;

export interface SqliteEventLogOptions extends LogObserver {
  /** Path of the file, or ':memory:' for unit tests. One process at a time (`lockDataFolder`). */
  readonly file: string;
  /** Retention of topics that `@onethread/contracts` does not name, or other than it says there; default 7 days. */
  readonly topics?: readonly TopicRetention[];
  /** Epoch ms; default `Date.now`. */
  readonly clock?: () => number;
  /** Waits before retries; default real time and chance. */
  readonly backOff?: BackOff;
  /** How long a stop waits for records in work; default 10 s. */
  readonly drainMs?: number;
}

/** An event log in one SQLite file: one partition per topic, topics made at their first record. */
export class SqliteEventLog implements EventLog, LogHealth {
  readonly description: string;
  readonly #file: LogFile;
  readonly #feeds = new TopicFeeds();
  readonly #seats = new GroupSeats();
  readonly #broadcasts = new Set<BroadcastMember>();
  readonly #commits: OffsetCommits;
  readonly #retention: Retention;
  readonly #context: LogContext;
  #closing: Promise<void> | undefined;
  #waitingCharacters = 0;

  constructor(file: LogFile, options: SqliteEventLogOptions) {
    const { topics = [], clock = Date.now, backOff = realBackOff, drainMs } = options;
    this.description = `SQLite file ${options.file}`;
    this.#file = file;
    this.#commits = new OffsetCommits((commits) => file.ask({ kind: 'commit', commits }), options);
    this.#retention = new Retention(file, topics, options, clock, (topic) => this.#seats.groupsOf(topic));
    this.#context = {
      file,
      feeds: this.#feeds,
      commits: this.#commits,
      observer: options,
      backOff,
      clock,
      drainMs,
      // Dead letters are still written while the subscriptions drain.
      publish: (records) => this.#append(records),
    };
  }

  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    if (this.#closing !== undefined) throw new LogUnavailableError('the log is closing');
    await this.#append(records);
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    if (this.#closing !== undefined) throw new LogUnavailableError('the log is closing');
    return this.#seats.join(this.#context, options);
  }

  async broadcast(options: BroadcastOptions): Promise<Subscription> {
    if (this.#closing !== undefined) throw new LogUnavailableError('the log is closing');
    const member = new BroadcastMember(this.#context, options, (left) => this.#broadcasts.delete(left));
    this.#broadcasts.add(member);
    try {
      await member.start();
    } catch (error) {
      await member.stop();
      throw error;
    }
    return member;
  }

  async *read({ topic, from }: ReadOptions): AsyncIterable<LogRecord> {
    if ('offset' in from && (from.partition ?? 0) !== 0) return;
    const end = await this.#file.ask({ kind: 'end', topic });
    let offset = 'offset' in from ? from.offset : await this.#file.ask({ kind: 'seek', topic, time: from.time });
    while (offset < end) {
      const { records, first } = await this.#file.read(topic, offset, HIGH_WATER_RECORDS, HIGH_WATER_BYTES);
      for (const record of records) if (record.offset < end) yield record;
      offset = first + records.length;
    }
  }

  async lag(): Promise<readonly GroupLag[]> {
    const now = this.#context.clock();
    const rows = await this.#file.ask({ kind: 'lag' });
    return rows.map(({ topic, group, records, oldestAt }) => ({
      topic,
      group,
      records,
      seconds: records === 0 || oldestAt === undefined ? 0 : Math.max(0, (now - oldestAt) / 1000),
    }));
  }

  async checkHealth(): Promise<string | undefined> {
    if (this.#closing !== undefined) return 'the log is closing';
    try {
      await this.#file.ask({ kind: 'end', topic: DEAD_LETTERS.name });
      return undefined;
    } catch (error) {
      return `the log file does not answer: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  async checkProgress(): Promise<string | undefined> {
    const now = this.#context.clock();
    const stuck = this.#seats.working.find(({ oldestCallAt = now }) => now - oldestCallAt > STUCK_CALL_MS);
    return stuck && `a handler of group ${stuck.group} on ${stuck.topic} runs since ${stuck.oldestCallAt}`;
  }

  /** Removes what is past its retention now, without waiting for the timer. */
  trim(): Promise<void> {
    return this.#retention.trim();
  }

  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  async #append(records: readonly OutgoingRecord[]): Promise<void> {
    checkRecordSizes(records);
    if (records.length === 0) return;
    const characters = records.reduce((sum, { value }) => sum + value.length, 0);
    if (this.#waitingCharacters > 0 && this.#waitingCharacters + characters > MAX_WAITING_CHARACTERS) {
      throw new LogUnavailableError('too much waits for the disk');
    }
    const parts = partsByTopic(records);
    this.#waitingCharacters += characters;
    const placed = await this.#file
      .ask({ kind: 'append', at: this.#context.clock(), parts: parts.map(toColumns) })
      .finally(() => {
        this.#waitingCharacters -= characters;
      });
    for (const [place, part] of parts.entries()) {
      const [topic, where] = [part[0]?.topic, placed[place]];
      if (topic === undefined || where === undefined) continue;
      this.#feeds.advance(topic, where.first + part.length);
      if (this.#feeds.hasFollowers(topic)) this.#feeds.offer(topic, placedRecords(part, where));
    }
  }

  async #finish(): Promise<void> {
    await Promise.all([this.#seats.stopAll(), ...[...this.#broadcasts].map((member) => member.stop())]);
    this.#commits.stop();
    await this.#retention.stop();
    await this.#file.close();
  }
}

/** Opens (and creates) the log. Throws `LogUnavailableError` when the file cannot be opened. */
export async function openSqliteEventLog(options: SqliteEventLogOptions): Promise<SqliteEventLog> {
  return new SqliteEventLog(await LogFile.open(options.file), options);
}
