import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LogUnavailableError } from '../errors.ts';
import { Lanes, MAX_LANE_BYTES, MAX_WAITING_BYTES } from './lanes.ts';
import { KafkaNames } from './names.ts';
import { partitionOf } from './partition-of.ts';
import type { LanesOptions } from './lanes.ts';

function lanesWith(options: Partial<LanesOptions>): Lanes {
  return new Lanes({
    names: new KafkaNames('p.'),
    send: () => Promise.resolve(),
    partitionsOf: () => Promise.resolve(3),
    faulty: () => {},
    clock: () => 1,
    ...options,
  });
}

const record = (key: string, value: string, topic = 't.v1') => ({ topic, key, value });

test('each send goes to one partition, the one that Kafka’s own clients choose for the keys in it', async () => {
  const sends: { topic: string; partition: number; keys: string[] }[] = [];
  const lanes = lanesWith({
    send: async (topic, partition, messages) => {
      sends.push({ topic, partition, keys: messages.map(({ key }) => String(key)) });
    },
  });
  const keys = Array.from({ length: 50 }, (_, n) => `key-${n}`);
  await lanes.add(keys.map((key) => record(key, 'v')));
  assert.deepEqual([...new Set(sends.map(({ topic }) => topic))], ['p.t.v1']);
  assert.equal(sends.length, 3);
  for (const { partition, keys: sent } of sends) assert.ok(sent.every((key) => partitionOf(key, 3) === partition));
});

test('records of a topic that is not known yet wait in order and go out once it is', async () => {
  const found = Promise.withResolvers<number>();
  const values: string[] = [];
  const lanes = lanesWith({
    partitionsOf: () => found.promise,
    send: async (_topic, _partition, messages) => {
      values.push(...messages.map(({ value }) => String(value)));
    },
  });
  const all = ['1', '2', '3'].map((value) => lanes.add([record('k', value)]));
  found.resolve(3);
  all.push(lanes.add([record('k', '4')]));
  await Promise.all(all);
  assert.deepEqual(values, ['1', '2', '3', '4']);
});

test('a topic that is missing is looked for until it is there', async () => {
  const faults: (string | undefined)[] = [];
  let looks = 0;
  const lanes = lanesWith({
    partitionsOf: async () => {
      looks += 1;
      if (looks === 1) throw Object.assign(new Error('none'), { type: 'UNKNOWN_TOPIC_OR_PARTITION' });
      return 1;
    },
    faulty: (topic, fault) => faults.push(fault === undefined ? undefined : `${topic}: ${fault.code}`),
  });
  await lanes.add([record('k', '1')]);
  assert.deepEqual(faults, ['t.v1: topic-missing', undefined]);
});

test('one partition without a leader takes no more than its share, and others go on', async () => {
  const stuck = partitionOf('a', 3);
  const other = ['b', 'c', 'd', 'e'].find((key) => partitionOf(key, 3) !== stuck) ?? '';
  const lanes = lanesWith({
    send: async (_topic, partition) => {
      if (partition === stuck) throw Object.assign(new Error('none'), { type: 'LEADER_NOT_AVAILABLE' });
    },
  });
  await lanes.add([record(other, 'knows the topic now')]);
  const value = 'x'.repeat(200_000);
  let accepted = 0;
  const refusals: Promise<void>[] = [];
  assert.throws(() => {
    for (; accepted * value.length < 2 * MAX_LANE_BYTES; accepted += 1) {
      refusals.push(assert.rejects(lanes.add([record('a', value)]), LogUnavailableError));
    }
  }, LogUnavailableError);
  assert.ok(accepted * value.length <= MAX_LANE_BYTES && accepted > 1);
  await lanes.add([record(other, value)]);
  await lanes.close(0);
  await Promise.all(refusals);
});

test('all topics together hold no more than their limit, and there is room again once it is written', async () => {
  const found = Promise.withResolvers<number>();
  const lanes = lanesWith({ partitionsOf: () => found.promise });
  const value = 'x'.repeat(250_000);
  const accepted: Promise<void>[] = [];
  assert.throws(() => {
    for (let n = 0; n * value.length < 2 * MAX_WAITING_BYTES; n += 1) {
      accepted.push(lanes.add([record('k', value, `topic-${n % 20}`)]));
    }
  }, LogUnavailableError);
  assert.ok(accepted.length * value.length <= MAX_WAITING_BYTES);
  found.resolve(1);
  await Promise.all(accepted);
  await lanes.add([record('k', value)]);
});

test('close waits for what can be written and gives up the rest', async () => {
  const gate = Promise.withResolvers<void>();
  const written: string[] = [];
  const lanes = lanesWith({
    partitionsOf: async () => 1,
    send: async (_topic, _partition, messages) => {
      await gate.promise;
      written.push(...messages.map(({ value }) => String(value)));
    },
  });
  const published = lanes.add([record('k', '1')]);
  const closed = lanes.close(60_000);
  gate.resolve();
  await Promise.all([published, closed]);
  assert.deepEqual(written, ['1']);

  const down = lanesWith({ partitionsOf: () => Promise.reject(new Error('down')) });
  const lost = assert.rejects(down.add([record('k', '1')]), LogUnavailableError);
  await down.close(0);
  await lost;
});
