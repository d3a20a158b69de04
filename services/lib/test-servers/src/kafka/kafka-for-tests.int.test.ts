import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testServersConfig } from '../config.ts';
import { kafkaForTests, NotOwnError } from '../index.ts';
import { until } from '../until.ts';
import { kafkaBrokers } from './kafka-probe.ts';

const WITHIN_MS = 60_000;
const seesOnly = (broker: string, count: number) =>
  until(async () => (await kafkaBrokers(broker)).length === count, `${count} brokers alive`, WITHIN_MS);

test('one node: killed it is gone, started again it serves at the same address; others cannot break it', async (t) => {
  const kafka = await kafkaForTests({ own: true });
  if ('missing' in kafka) return t.skip(kafka.missing);
  t.after(() => kafka.stop());
  assert.match(kafka.description, /Kafka \d/u);
  const [address = ''] = kafka.brokers;

  const given = await kafkaForTests({}, testServersConfig({ TEST_KAFKA_BROKERS: address }));
  assert.ok(!('missing' in given));
  assert.deepEqual(given.brokers, [address]);
  assert.match(given.description, /^Kafka (?:3\.9|4\.\d).* at 127/u);
  await assert.rejects(async () => given.nodes[0]?.kill(), NotOwnError);
  await given.stop();

  await kafka.nodes[0]?.kill();
  await assert.rejects(kafkaBrokers(address), { code: 'no-answer' });
  const gone = await kafkaForTests({}, testServersConfig({ TEST_KAFKA_BROKERS: address }));
  assert.match('missing' in gone ? gone.missing : '', /TEST_KAFKA_BROKERS: .* cannot be reached/u);
  await kafka.nodes[0]?.restart();
  assert.deepEqual(await kafkaBrokers(address), [address]);
});

test('three nodes behind proxies: clients are sent to the proxies, and the others notice who is gone', async (t) => {
  const kafka = await kafkaForTests({ nodes: 3, throughProxy: true });
  if ('missing' in kafka) return t.skip(kafka.missing);
  t.after(() => kafka.stop());
  const [first = '', second = ''] = kafka.brokers;
  const [one, two] = kafka.nodes;
  assert.deepEqual((await kafkaBrokers(first)).toSorted(), [...kafka.brokers].toSorted());
  assert.equal(one?.proxy?.address, first);

  await two?.kill();
  await seesOnly(first, 2);
  await two?.restart();
  await seesOnly(first, 3);

  await one?.pause();
  await seesOnly(second, 2);
  await one?.resume();
  await seesOnly(second, 3);

  one?.proxy?.cut();
  await assert.rejects(kafkaBrokers(first), { code: 'no-answer' });
  assert.equal((await kafkaBrokers(second)).length, 3, 'brokers among each other do not go through the proxy');
  await one?.proxy?.restore();
  await seesOnly(first, 3);
});
