import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MAX_RECORD_BYTES } from '@onethread/contracts';
import { kafkaForTests } from '@onethread/test-servers';
import { deadLettersOf, lagOf, outgoing } from '../contract/harness.ts';
import { deadLetterOrigin } from '../delivery/dead-letter.ts';
import { HIGH_WATER_RECORDS } from '../delivery/delivery.ts';
import { PoisonRecordError } from '../errors.ts';
import { eventually } from '../testing/eventually.ts';
import { KafkaNames } from './names.ts';
import { partitionRanges } from './partition-ranges.ts';
import { checkNumbers, kafkaBench, startNumbers } from './testing/kafka-bench.ts';

const kafka = await kafkaForTests();

void describe('groups on Kafka', { skip: 'missing' in kafka ? kafka.missing : false }, () => {
  if ('missing' in kafka) return;

  void test('a new group’s place is committed when it joins, before any record', async (t) => {
    const { log, topic, kafkaTopic, topicPrefix, client } = await kafkaBench(t, kafka);
    await log.subscribe({ topic, group: 'g', handle: async () => {} });
    const committed = async (): Promise<(number | undefined)[]> => {
      const ranges = await partitionRanges(client, kafkaTopic, new KafkaNames(topicPrefix).groupId('g', topic));
      return [...ranges.values()].map((range) => range.committed);
    };
    await eventually('a place on every partition', async () => (await committed()).every((offset) => offset === 0));
  });

  void test('a handler that waits holds up no other partition, and its record is not committed while others are', async (t) => {
    const { log, topic, kafkaTopic, topicPrefix, client } = await kafkaBench(t, kafka);
    const gate = Promise.withResolvers<void>();
    const done = new Set<string>();
    let waiting: { partition: number; offset: number } | undefined;
    await log.subscribe({
      topic,
      group: 'g',
      handle: async (record) => {
        if (record.key === 'stuck') {
          waiting = record;
          await gate.promise;
        }
        done.add(record.key);
      },
    });
    await log.publish(outgoing(topic, 'stuck:1', ...Array.from({ length: 60 }, (_, n) => `key-${n}:1`)));
    await eventually('all others', () => done.size === 60 && waiting !== undefined);
    const places = () => partitionRanges(client, kafkaTopic, new KafkaNames(topicPrefix).groupId('g', topic));
    await eventually('other partitions are committed to their ends', async () =>
      [...(await places())].every(([partition, { committed, end }]) =>
        partition === waiting?.partition ? committed === waiting.offset : committed === end,
      ),
    );
    gate.resolve();
    await eventually('all committed', async () => (await lagOf(log, topic, 'g')) === 0);
  });

  void test('a partition is read no further above its high water, however long a handler waits, and goes on below the low one', async (t) => {
    const { log, topic } = await kafkaBench(t, kafka, { partitions: 1 });
    const gate = Promise.withResolvers<void>();
    const texts = Array.from({ length: 2 * HIGH_WATER_RECORDS + 300 }, (_, n) => `key-${n % 11}:${Math.floor(n / 11)}`);
    await log.publish(outgoing(topic, ...texts));
    const seen: string[] = [];
    let most = 0;
    const subscription = await log.subscribe({
      topic,
      group: 'g',
      handle: async ({ value }) => {
        await gate.promise;
        most = Math.max(most, subscription.pending);
        seen.push(value);
      },
    });
    await eventually('full', () => subscription.pending === HIGH_WATER_RECORDS);
    gate.resolve();
    await eventually('all', () => seen.length === texts.length);
    assert.ok(most <= HIGH_WATER_RECORDS);
    assert.deepEqual(checkNumbers(seen), { records: texts.length, lost: 0, doubled: 0, disordered: 0 });
  });

  void test('what foreign producers write wrong is dead-lettered with its origin, and no partition is stuck', async (t) => {
    const { log, topic, kafkaTopic, client } = await kafkaBench(t, kafka, { partitions: 1 });
    const done: string[] = [];
    await log.subscribe({
      topic,
      group: 'g',
      handle: async ({ value }) => {
        try {
          JSON.parse(value);
        } catch (cause) {
          throw new PoisonRecordError('not-json', 'no JSON', { cause });
        }
        done.push(value);
      },
    });
    const foreign = client.producer();
    await foreign.connect();
    t.after(() => foreign.disconnect());
    await foreign.send({
      topic: kafkaTopic,
      messages: [
        { key: 'a', value: Buffer.from([0xff, 0x00, 0xfe]) },
        { key: 'a', value: null },
        { value: 'no key and no JSON' },
        { key: 'a', value: JSON.stringify('x'.repeat(MAX_RECORD_BYTES)) },
      ],
    });
    await foreign.send({
      topic: kafkaTopic,
      messages: [
        {
          key: 'a',
          value: JSON.stringify('x'.repeat(1_000_000)),
          headers: { twice: ['1', '2'], bytes: Buffer.from('ü') },
        },
      ],
    });
    await foreign.send({ topic: kafkaTopic, messages: [{ key: 'a', value: '"fine"' }] });
    await eventually('the good record', () => done.includes('"fine"'));
    await eventually('five dead letters', async () => (await deadLettersOf(log, topic)).length === 5);
    const letters = await deadLettersOf(log, topic);
    assert.deepEqual(
      letters.map((letter) => String(deadLetterOrigin(letter)?.code)).toSorted((a, b) => a.localeCompare(b)),
      ['not-json', 'not-json', 'not-json', 'record-too-large', 'record-too-large'],
    );
    const last = letters.find((letter) => deadLetterOrigin(letter)?.offset === 4);
    assert.deepEqual([last?.headers['twice'], last?.headers['bytes']], ['2', 'ü']);
    await eventually('all committed', async () => (await lagOf(log, topic, 'g')) === 0);
  });

  void test('two processes of a group share its partitions; when one leaves nothing is lost, and each key stays in order', async (t) => {
    const { log, openLog, topic } = await kafkaBench(t, kafka, { partitions: 4 });
    const handled: string[] = [];
    const byOne: string[] = [];
    const byTwo: string[] = [];
    const handleAs =
      (mine: string[]) =>
      async ({ value }: { value: string }) => {
        await new Promise((resolve) => setImmediate(resolve));
        mine.push(value);
        handled.push(value);
      };
    const numbers = startNumbers(log, topic, 12);
    await log.subscribe({ topic, group: 'g', handle: handleAs(byOne) });
    await eventually('one works alone', () => byOne.length > 100);
    const second = await openLog();
    const subscription = await second.subscribe({ topic, group: 'g', handle: handleAs(byTwo) });
    await eventually('two works as well', () => byTwo.length > 100);
    const from = byOne.length;
    await eventually('one goes on', () => byOne.length > from + 100);
    await subscription.stop();
    const left = byTwo.length;
    const published = await numbers.stop();
    await eventually('every record was handled', () => new Set(handled).size === published);
    assert.equal(byTwo.length, left, 'nothing is handed out after the stop');
    const found = checkNumbers(handled);
    assert.deepEqual([found.lost, found.disordered], [0, 0]);
    await eventually('all committed', async () => (await lagOf(log, topic, 'g')) === 0);
  });

  void test('a group that retention overtook goes on at the oldest record, and the gap is counted', async (t) => {
    const counted: number[] = [];
    const { log, openLog, topic, kafkaTopic, client } = await kafkaBench(t, kafka, {
      partitions: 1,
      count: (what, _labels, by) => void (what === 'skipped-by-retention' && counted.push(by)),
    });
    const first = await log.subscribe({ topic, group: 'g', handle: async () => {} });
    await log.publish(outgoing(topic, 'a:0'));
    await eventually('committed', async () => (await lagOf(log, topic, 'g')) === 0);
    await first.stop();
    await log.publish(outgoing(topic, 'a:1', 'a:2', 'a:3'));
    const admin = client.admin();
    await admin.connect();
    t.after(() => admin.disconnect());
    // It looks up leaders only among topics that it was asked about before.
    await admin.fetchTopicOffsets(kafkaTopic);
    await admin.deleteTopicRecords({ topic: kafkaTopic, partitions: [{ partition: 0, offset: '3' }] });
    const seen: string[] = [];
    const again = await openLog();
    await again.subscribe({ topic, group: 'g', handle: async ({ value }) => void seen.push(value) });
    await eventually('what is left', () => seen.length > 0);
    assert.deepEqual([seen, counted], [['a:3'], [2]]);
  });
});
