import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IdempotentProducer, UnnamedPartitionError } from './idempotent-producer.ts';
import { PRODUCER_SETTINGS } from './kafka-client.ts';
import type { Kafka, ProducerConfig, ProducerRecord, RecordMetadata } from 'kafkajs';

type Answer = (identity: number, record: ProducerRecord) => Promise<RecordMetadata[]>;

/** A client whose producers are numbered from 1 and answer as told. */
function fakeClient(answer: Answer): {
  client: Kafka;
  made: ProducerConfig[];
  disconnected: number[];
  sends: number[];
} {
  const made: ProducerConfig[] = [];
  const disconnected: number[] = [];
  const sends: number[] = [];
  const client = {
    producer: (config: ProducerConfig) => {
      made.push(config);
      const identity = made.length;
      return {
        connect: async () => {},
        disconnect: async () => void disconnected.push(identity),
        send: (record: ProducerRecord) => {
          sends.push(identity);
          return answer(identity, record);
        },
      };
    },
  };
  return { client: client as unknown as Kafka, made, disconnected, sends };
}

const stored = (partition: number): RecordMetadata[] => [{ topicName: 't', partition, errorCode: 0 }];
const messages = [{ value: '1' }];

test('the producer is idempotent, has one request in flight and waits for all replicas', async () => {
  const records: ProducerRecord[] = [];
  const { client, made } = fakeClient(async (_identity, record) => {
    records.push(record);
    return stored(2);
  });
  const producer = new IdempotentProducer(client);
  await producer.send('t', 2, messages);
  await producer.close();
  const [config] = made;
  assert.deepEqual({ ...config, createPartitioner: undefined }, { ...PRODUCER_SETTINGS, createPartitioner: undefined });
  assert.deepEqual([config?.idempotent, config?.maxInFlightRequests, config?.allowAutoTopicCreation], [true, 1, false]);
  assert.equal(records[0]?.acks, -1);
  assert.deepEqual(records[0]?.messages, [{ value: '1', partition: 2 }]);
});

test('after a sequence fault the same batch goes out under a new identity; the old one ends when its last answer came', async () => {
  const late = Promise.withResolvers<RecordMetadata[]>();
  const { client, disconnected, sends } = fakeClient((identity, record) => {
    if (identity === 1 && record.messages[0]?.partition === 1) return late.promise;
    const fault = Object.assign(new Error('count'), { type: 'OUT_OF_ORDER_SEQUENCE_NUMBER' });
    return identity === 1 ? Promise.reject(new Error('wrapped', { cause: fault })) : Promise.resolve(stored(0));
  });
  const producer = new IdempotentProducer(client);
  const slow = producer.send('t', 1, messages);
  await assert.rejects(producer.send('t', 0, messages));
  await producer.send('t', 0, messages);
  assert.deepEqual([sends, disconnected], [[1, 1, 2], []]);
  late.resolve(stored(1));
  await slow;
  assert.deepEqual(disconnected, [1]);
  await producer.close();
  assert.deepEqual(disconnected, [1, 2]);
});

test('any other failure keeps the identity, so that the repeat is known for one', async () => {
  let attempts = 0;
  const { client, sends } = fakeClient(async () => {
    attempts += 1;
    if (attempts < 3) throw Object.assign(new Error('none'), { type: 'NOT_LEADER_FOR_PARTITION' });
    return stored(0);
  });
  const producer = new IdempotentProducer(client);
  await assert.rejects(producer.send('t', 0, messages));
  await assert.rejects(producer.send('t', 0, messages));
  await producer.send('t', 0, messages);
  assert.deepEqual(sends, [1, 1, 1]);
});

test('an acknowledgement that does not name the partition is none, and the identity is given up', async () => {
  const answers = [[], stored(5), [{ topicName: 't', partition: 0, errorCode: 7 }], stored(0)];
  const { client, sends } = fakeClient(async (identity) => answers[identity - 1] ?? []);
  const producer = new IdempotentProducer(client);
  for (let n = 0; n < 3; n += 1) await assert.rejects(producer.send('t', 0, messages), UnnamedPartitionError);
  await producer.send('t', 0, messages);
  assert.deepEqual(sends, [1, 2, 3, 4]);
});
