import { KafkaJSOffsetOutOfRange } from 'kafkajs/src/errors.js';
import { BrokerFaultError } from '../errors.ts';
import { toLogRecord } from './kafka-record.ts';
import { patiently } from './patiently.ts';
import { TopicReader } from './topic-reader.ts';
import type { LogRecord, ReadOptions } from '../event-log.ts';
import type { KafkaConnection } from './kafka-client.ts';
import type { KafkaNames } from './names.ts';
import type { FetchedPart, Positions } from './topic-reader.ts';

const READ_BYTES = 1024 * 1024;

/** A topic's records, partition after partition, up to the end that it had at the call. Throws `BrokerFaultError`. */
export async function* readTopic(
  connection: KafkaConnection,
  names: KafkaNames,
  { topic, from }: ReadOptions,
): AsyncIterable<LogRecord> {
  const doing = `${topic} cannot be read`;
  const reader = await patiently(doing, () => TopicReader.open(connection, names.toKafka(topic)));
  const ask = <T>(question: () => Promise<T>): Promise<T> => patiently(doing, question, () => reader.refresh());
  try {
    const [ends, beginnings] = await ask(() => Promise.all([reader.ends(), reader.beginnings()]));
    const starts = await ask(() => startsOf(reader, from, beginnings));
    for (const [partition, start] of starts) {
      const end = ends.get(partition) ?? 0;
      let next = Math.max(start, beginnings.get(partition) ?? 0);
      while (next < end) {
        const { messages, next: after } = await ask(() => fetchSome(reader, partition, next));
        for (const message of messages) {
          if (Number(message.offset) < end) yield toLogRecord(topic, partition, message);
        }
        next = after;
      }
    }
  } finally {
    await reader.close().catch(() => undefined);
  }
}

async function startsOf(reader: TopicReader, from: ReadOptions['from'], beginnings: Positions): Promise<Positions> {
  if ('time' in from) {
    const found = await reader.offsetsAt(from.time);
    // A partition with nothing from that time on is left out.
    return new Map([...found].filter(([, offset]) => offset >= 0));
  }
  const { partition, offset } = from;
  const wanted = reader.partitions.filter((each) => partition === undefined || each === partition);
  return new Map(wanted.map((each) => [each, Math.max(offset, beginnings.get(each) ?? 0)]));
}

/** At least one record further: what is asked for was there at the call. Retention may have removed it since. */
async function fetchSome(reader: TopicReader, partition: number, offset: number): Promise<FetchedPart> {
  const leader = reader.leaders.get(partition);
  try {
    const [part] = leader === undefined ? [] : await reader.fetch(leader, new Map([[partition, offset]]), READ_BYTES);
    if (part !== undefined) return part;
  } catch (error) {
    if (!(error instanceof KafkaJSOffsetOutOfRange)) throw error;
    const beginning = (await reader.beginnings()).get(partition) ?? 0;
    return { partition, messages: [], next: beginning > offset ? beginning : Infinity };
  }
  throw new BrokerFaultError('broker-unreachable', 'no leader gives the records');
}
