import { randomUUID } from 'node:crypto';
import { kafkaClient } from './kafka-client.ts';
import { openKafkaEventLog } from './kafka-event-log.ts';
import { applyTopics } from './topic-plan.ts';
import { withAdmin } from './with-admin.ts';
import { pacedHops } from '../bench/paced-hops.ts';
import type { Consumer } from 'kafkajs';
import type { KafkaConnection } from './kafka-client.ts';
import type { Load, TwoHops } from '../bench/paced-hops.ts';

const VALUE = JSON.stringify({ text: 'x'.repeat(500) });
const [FIRST, SECOND] = ['latency.in.v1', 'latency.events.v1'] as const;
const PARTITIONS = 6;
/** Sent before anything is measured: a broker just started is slow until its code is compiled, for both alike. */
const WARM_UP_SECONDS = 8;

export interface KafkaTwoHops {
  /** Through the port: a group handles and publishes, a broadcast hears. */
  readonly port: TwoHops;
  /** The same with kafkajs alone: one send for each message, nothing committed, none of the port's promises. */
  readonly bare: TwoHops;
}

/** Delay of two hops over Kafka, through the port and without it, on topics of their own in one run. */
export async function benchKafkaTwoHops(
  { connection, replication = 1 }: { readonly connection: KafkaConnection; readonly replication?: number },
  load: Load,
): Promise<KafkaTwoHops> {
  const topicPrefix = `bench-${randomUUID()}.`;
  const topics = [FIRST, SECOND].map((name) => ({ name, partitions: PARTITIONS, retentionDays: 1 }));
  await applyTopics({ connection, topicPrefix, topics, replication });
  try {
    const bare = await benchBare(connection, topicPrefix, load);
    return { bare, port: await benchPort(connection, topicPrefix, load) };
  } finally {
    await withAdmin(kafkaClient(connection), (admin) =>
      admin.deleteTopics({ topics: topics.map(({ name }) => topicPrefix + name) }),
    );
  }
}

async function benchPort(connection: KafkaConnection, topicPrefix: string, load: Load): Promise<TwoHops> {
  const log = await openKafkaEventLog({ connection, topicPrefix });
  let heard: ((key: string) => void) | undefined;
  try {
    await log.broadcast({ topic: SECOND, handle: ({ key }) => heard?.(key) });
    await log.subscribe({
      topic: FIRST,
      group: `port-${randomUUID()}`,
      // What the other measurement left in the topic is not measured again.
      handle: ({ key, headers }) =>
        headers['by'] === 'port' ? log.publish([{ topic: SECOND, key, value: VALUE }]) : Promise.resolve(),
    });
    const hops = {
      publish: (key: string) => log.publish([{ topic: FIRST, key, value: VALUE, headers: { by: 'port' } }]),
      listen: (callback: (key: string) => void) => {
        heard = callback;
      },
    };
    await pacedHops(hops, { ...load, seconds: WARM_UP_SECONDS });
    return await pacedHops(hops, load);
  } finally {
    await log.close();
  }
}

async function benchBare(connection: KafkaConnection, topicPrefix: string, load: Load): Promise<TwoHops> {
  const client = kafkaClient(connection);
  const producer = client.producer({ allowAutoTopicCreation: false });
  const consumers: Consumer[] = [];
  let heard: ((key: string) => void) | undefined;
  const send = async (topic: string, key: string): Promise<void> => {
    await producer.send({ topic: topicPrefix + topic, messages: [{ key, value: VALUE }] });
  };
  const consume = async (topic: string, take: (key: string) => void): Promise<void> => {
    for (let joined = false; !joined;) {
      const consumer = client.consumer({ groupId: `${topicPrefix}${topic}-bare`, maxWaitTimeInMs: 500 });
      const { promise, resolve } = Promise.withResolvers<boolean>();
      consumer.on(consumer.events.GROUP_JOIN, () => resolve(true));
      // A broker that has just started loads its groups first, and a first membership may end by that.
      consumer.on(consumer.events.CRASH, () => resolve(false));
      await consumer.connect();
      await consumer.subscribe({ topic: topicPrefix + topic, fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatch: async ({ batch }) => {
          for (const { key } of batch.messages) take(String(key));
        },
      });
      joined = await promise;
      if (joined) consumers.push(consumer);
      else await consumer.disconnect();
    }
  };
  try {
    await producer.connect();
    await consume(SECOND, (key) => heard?.(key));
    await consume(FIRST, (key) => void send(SECOND, key));
    const hops = {
      publish: (key: string) => send(FIRST, key),
      listen: (callback: (key: string) => void) => {
        heard = callback;
      },
    };
    await pacedHops(hops, { ...load, seconds: WARM_UP_SECONDS });
    return await pacedHops(hops, load);
  } finally {
    await Promise.all([producer.disconnect(), ...consumers.map((consumer) => consumer.disconnect())]);
  }
}

/** `node services/lib/log/src/kafka/kafka-two-hops.ts host:port[,…] [replication]`: what the port adds to kafkajs alone. */
if (import.meta.main) {
  const connection = { brokers: (process.argv[2] ?? '127.0.0.1:9092').split(','), clientId: 'bench' };
  const replication = Number(process.argv[3] ?? 1);
  const result = await benchKafkaTwoHops({ connection, replication }, { rate: 500, seconds: 5 });
  for (const [name, { rate, p50Ms, p99Ms, cores }] of Object.entries(result)) {
    console.log(
      `${name}: two hops at ${rate} msg/s: p50 ${p50Ms.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms, ${cores.toFixed(2)} cores`,
    );
  }
}
