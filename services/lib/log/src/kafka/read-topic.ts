import { setTimeout as delay } from 'node:timers/promises';
import { brokerFault } from './broker-fault.ts';
import { toLogRecord } from './kafka-record.ts';
import { TopicReader } from './topic-reader.ts';
import type { LogRecord, ReadOptions } from '../event-log.ts';
import type { KafkaConnection } from './kafka-client.ts';
import type { KafkaNames } from './names.ts';
import type { FetchedPart, Positions } from './topic-reader.ts';

const READ_BYTES = 1024 * 1024;
/** A leader may move while a topic is read: a failed fetch is repeated so often. */
const MAX_TRIES = 20;
const TRY_AGAIN_MS = 250;

/** A topic's records, partition after partition, up to the end that it had at the call. Throws `BrokerFaultError`. */
export async function* readTopic(
  connection: KafkaConnection,
  names: KafkaNames,
  { topic, from }: ReadOptions,
): AsyncIterable<LogRecord> {
  const doing = `${topic} cannot be read`;
  const reader = await orFault(doing, TopicReader.open(connection, names.toKafka(topic)));
  try {
    const [ends, beginnings] = await orFault(doing, Promise.all([reader.ends(), reader.beginnings()]));
    const starts = await orFault(doing, startsOf(reader, from, beginnings));
    for (const [partition, start] of starts) {
      const end = ends.get(partition) ?? 0;
      let next = Math.max(start, beginnings.get(partition) ?? 0);
      while (next < end) {
        const part = await orFault(doing, fetchOnce(reader, partition, next));
        for (const message of part.messages) {
          if (Number(message.offset) < end) yield toLogRecord(topic, partition, message);
        }
        next = part.next;
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

/** At least one record further: what is asked for is known to be there. */
async function fetchOnce(reader: TopicReader, partition: number, offset: number): Promise<FetchedPart> {
  for (let tries = 1; ; tries += 1) {
    try {
      const leader = reader.leaders.get(partition);
      if (leader !== undefined) {
        const [part] = await reader.fetch(leader, new Map([[partition, offset]]), READ_BYTES);
        if (part !== undefined) return part;
      }
      if (tries >= MAX_TRIES) throw new Error('no leader has the records');
    } catch (error) {
      if (tries >= MAX_TRIES) throw error;
    }
    await delay(TRY_AGAIN_MS);
    await reader.refresh().catch(() => undefined);
  }
}

async function orFault<T>(doing: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw brokerFault(error, doing);
  }
}
