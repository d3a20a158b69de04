import { randomUUID } from 'node:crypto';
import { DEAD_LETTERS } from '@onethread/contracts';
import { deadLetterOrigin } from '../delivery/dead-letter.ts';
import type { EventLog, LogRecord, OutgoingRecord, ReadOptions } from '../event-log.ts';
import type { TestContext } from 'node:test';

/** The storage of one test: a fresh file, or a broker with topics of its own. */
export interface LogHarness {
  /** Opens the log; after a close, opens it again on the same records and offsets. */
  open(): Promise<EventLog>;
  /** Makes a topic before its first use, where the adapter does not do so by itself. */
  createTopic?(name: string): Promise<void>;
  /** Removes the storage. */
  end(): Promise<void>;
}

export type StartHarness = () => Promise<LogHarness>;

/** One test's log and topic; all is closed when the test ends. */
export interface Bench {
  readonly log: EventLog;
  readonly topic: string;
  readonly newTopic: () => Promise<string>;
  /** Closes the log and opens it again on the same storage. */
  readonly reopen: () => Promise<EventLog>;
}

export async function setUp(t: TestContext, start: StartHarness): Promise<Bench> {
  const harness = await start();
  let open = await harness.open();
  t.after(async () => {
    await open.close();
    await harness.end();
  });
  const newTopic = async (): Promise<string> => {
    const topic = `test.topic-${randomUUID()}.v1`;
    await harness.createTopic?.(topic);
    return topic;
  };
  await harness.createTopic?.(DEAD_LETTERS.name);
  return {
    log: open,
    topic: await newTopic(),
    newTopic,
    reopen: async () => {
      await open.close();
      open = await harness.open();
      return open;
    },
  };
}

/** `key:value` for each, such as `a:1`. */
export function outgoing(topic: string, ...texts: readonly string[]): OutgoingRecord[] {
  return texts.map((text) => ({ topic, key: text.slice(0, text.indexOf(':')), value: text }));
}

export function valuesOf(records: readonly LogRecord[], key?: string): string[] {
  return records.filter((record) => key === undefined || record.key === key).map(({ value }) => value);
}

export async function readAll(log: EventLog, options: ReadOptions): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for await (const record of log.read(options)) records.push(record);
  return records;
}

/** Dead letters that came from the topic. */
export async function deadLettersOf(log: EventLog, topic: string): Promise<LogRecord[]> {
  const all = await readAll(log, { topic: DEAD_LETTERS.name, from: { time: 0 } });
  return all.filter((record) => deadLetterOrigin(record)?.topic === topic);
}

export async function lagOf(log: EventLog, topic: string, group: string): Promise<number | undefined> {
  return (await log.lag()).find((row) => row.topic === topic && row.group === group)?.records;
}

/** An error as a store or broker that is down throws it. */
export function unavailable(): Error {
  return Object.assign(new Error('down for now'), { code: 'store-unavailable', retryable: true });
}
