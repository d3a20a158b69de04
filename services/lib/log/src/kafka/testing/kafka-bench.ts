import { randomUUID } from 'node:crypto';
import { DEAD_LETTERS } from '@onethread/contracts';
import { readAll } from '../../contract/harness.ts';
import { eventually } from '../../testing/eventually.ts';
import { kafkaClient } from '../kafka-client.ts';
import { openKafkaEventLog } from '../kafka-event-log.ts';
import { applyTopics } from '../topic-plan.ts';
import { withAdmin } from '../with-admin.ts';
import type { TestContext } from 'node:test';
import type { Kafka } from 'kafkajs';
import type { EventLog, OutgoingRecord } from '../../event-log.ts';
import type { KafkaEventLog, KafkaEventLogOptions } from '../kafka-event-log.ts';

export interface KafkaBench {
  readonly log: KafkaEventLog;
  /** Another process' log on the same topics. */
  readonly openLog: (options?: Partial<KafkaEventLogOptions>) => Promise<KafkaEventLog>;
  readonly topic: string;
  /** The topic as the brokers know it. */
  readonly kafkaTopic: string;
  readonly topicPrefix: string;
  /** A client without any of the rules, for foreign producers and looks behind the port. */
  readonly client: Kafka;
  /** What the logs said. */
  readonly lines: string[];
}

/** A log on topics of its own; all is closed when the test ends. */
export async function kafkaBench(
  t: TestContext,
  { brokers }: { readonly brokers: readonly string[] },
  {
    partitions = 3,
    replication = 1,
    ...options
  }: { partitions?: number; replication?: number } & Partial<KafkaEventLogOptions> = {},
): Promise<KafkaBench> {
  const connection = { brokers, clientId: 'test' };
  const topicPrefix = `kafka-${randomUUID()}.`;
  const topic = 'numbers.v1';
  const lines: string[] = [];
  const logger = {
    warn: (_details: object, message: string) => void lines.push(message),
    error: (_details: object, message: string) => void lines.push(message),
  };
  const topics = [
    { name: topic, partitions, retentionDays: 1 },
    { name: DEAD_LETTERS.name, partitions: 1, retentionDays: 1 },
  ];
  await applyTopics({ connection, topicPrefix, topics, replication });
  const open: KafkaEventLog[] = [];
  const openLog = async (others: Partial<KafkaEventLogOptions> = {}): Promise<KafkaEventLog> => {
    const log = await openKafkaEventLog({ connection, topicPrefix, logger, ...options, ...others });
    open.push(log);
    return log;
  };
  const client = kafkaClient(connection);
  t.after(async () => {
    await Promise.all(open.map((log) => log.close()));
    await withAdmin(client, (admin) =>
      admin.deleteTopics({ topics: topics.map(({ name }) => topicPrefix + name) }),
    ).catch(() => undefined);
  });
  const log = await openLog();
  return { log, openLog, topic, kafkaTopic: topicPrefix + topic, topicPrefix, client, lines };
}

/** Publishes numbered records over some keys until told to stop, several at a time, each until the log takes it. */
export function startNumbers(log: Pick<EventLog, 'publish'>, topic: string, keys = 7): { stop: () => Promise<number> } {
  const stopping = new AbortController();
  let next = 0;
  const writeKey = async (key: number): Promise<void> => {
    for (let n = 0; !stopping.signal.aborted; n += 1) {
      const record: OutgoingRecord = { topic, key: `key-${key}`, value: `key-${key}:${n}` };
      await log.publish([record]);
      next += 1;
    }
  };
  const writers = Array.from({ length: keys }, (_, key) => writeKey(key));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(writers);
      return next;
    },
  };
}

/** What lies in the topic, checked against numbers as `startNumbers` writes them. */
export interface NumbersFound {
  readonly records: number;
  readonly lost: number;
  readonly doubled: number;
  /** Records that lie behind a later one of their key and are no repeat. */
  readonly disordered: number;
}

export async function findNumbers(log: EventLog, topic: string): Promise<NumbersFound> {
  return checkNumbers((await readAll(log, { topic, from: { time: 0 } })).map(({ value }) => value));
}

/** Checks values `key:n` in the order in which they were met. */
export function checkNumbers(values: readonly string[]): NumbersFound {
  const highest = new Map<string, number>();
  const seen = new Set<string>();
  let doubled = 0;
  let disordered = 0;
  for (const value of values) {
    const [key = '', text] = value.split(':');
    const n = Number(text);
    if (seen.has(value)) doubled += 1;
    else if (n < (highest.get(key) ?? -1)) disordered += 1;
    seen.add(value);
    highest.set(key, Math.max(n, highest.get(key) ?? -1));
  }
  const expected = [...highest.values()].reduce((sum, n) => sum + n + 1, 0);
  return { records: values.length, lost: expected - seen.size, doubled, disordered };
}

/** Waits until more records than so many were published or heard. */
export function more(what: string, count: () => number, than: number): Promise<void> {
  const from = count();
  return eventually(what, () => count() > from + than);
}
