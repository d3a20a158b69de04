import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { kafkaForTests } from '@onethread/test-servers';
import { outgoing } from '../contract/harness.ts';
import { BrokerFaultError, LogUnavailableError } from '../errors.ts';
import { eventually } from '../testing/eventually.ts';
import { openKafkaEventLog } from './kafka-event-log.ts';
import { checkNumbers, findNumbers, kafkaBench, more, startNumbers } from './testing/kafka-bench.ts';

const kafka = await kafkaForTests({ own: true, throughProxy: true });

function saysTopicMissing(error: unknown): true {
  assert.ok(error instanceof BrokerFaultError);
  assert.deepEqual([error.code, error.retryable], ['topic-missing', true]);
  assert.match(error.message, /onethread topics apply/u);
  return true;
}

const sockets = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;

void describe('one broker that fails', { skip: 'missing' in kafka ? kafka.missing : false }, () => {
  if ('missing' in kafka) return;
  const [node] = kafka.nodes;
  const proxy = node?.proxy;
  assert.ok(node && proxy);
  after(() => kafka.stop());

  void test('acknowledgements that never arrive lose, double and disorder nothing', async (t) => {
    const { log, topic } = await kafkaBench(t, kafka, { publishMs: 120_000 });
    let acknowledged = 0;
    const counting = {
      publish: async (records: Parameters<typeof log.publish>[0]) => {
        await log.publish(records);
        acknowledged += 1;
      },
    };
    const numbers = startNumbers(counting, topic);
    for (let round = 0; round < 3; round += 1) {
      await more('acknowledgements', () => acknowledged, 50);
      proxy.dropAnswers(true);
      const before = acknowledged;
      await eventually('answers are lost', async () => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        return acknowledged - before < 50;
      });
      proxy.cut();
      proxy.dropAnswers(false);
      await proxy.restore();
    }
    await more('acknowledgements', () => acknowledged, 50);
    const published = await numbers.stop();
    assert.deepEqual(await findNumbers(log, topic), { records: published, lost: 0, doubled: 0, disordered: 0 });
  });

  void test('a connection on which nothing is answered any more is given up, and the same producer goes on', async (t) => {
    const { log, topic } = await kafkaBench(t, kafka, { publishMs: 120_000 });
    await log.publish(outgoing(topic, 'key-0:0'));
    proxy.dropAnswers(true);
    const silent = log.publish(outgoing(topic, 'key-0:1'));
    const later = log.publish(outgoing(topic, 'key-0:2'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    proxy.dropAnswers(false);
    await Promise.all([silent, later]);
    assert.deepEqual(await findNumbers(log, topic), { records: 3, lost: 0, doubled: 0, disordered: 0 });
  });

  void test('a publish that waits too long fails as unavailable; its record is written all the same, before later ones of its key', async (t) => {
    const { log, topic } = await kafkaBench(t, kafka, { publishMs: 300 });
    // So short a limit a slow machine passes even while all is well.
    const published = (value: string) =>
      eventually(`it takes ${value}`, () =>
        log.publish(outgoing(topic, value)).then(
          () => true,
          () => false,
        ),
      );
    await published('key-0:0');
    proxy.cut();
    await assert.rejects(log.publish(outgoing(topic, 'key-0:1')), LogUnavailableError);
    assert.match((await log.checkHealth()) ?? 'healthy', /no Kafka broker answers: see that it runs/u);
    await proxy.restore();
    await published('key-0:2');
    const found = await findNumbers(log, topic);
    assert.deepEqual([found.lost, found.disordered], [0, 0]);
    await eventually('healthy', async () => (await log.checkHealth()) === undefined);
  });

  void test('killed and started again under load: groups and broadcasts miss nothing, nothing acknowledged is lost', async (t) => {
    const { log, openLog, topic, lines } = await kafkaBench(t, kafka, { publishMs: 120_000 });
    const heard: string[] = [];
    const handled: string[] = [];
    const reader = await openLog();
    await reader.broadcast({ topic, handle: ({ value }) => heard.push(value) });
    await reader.subscribe({ topic, group: 'g', handle: async ({ value }) => void handled.push(value) });
    const numbers = startNumbers(log, topic);
    await more('traffic', () => Math.min(heard.length, handled.length), 100);
    await node.kill();
    assert.match((await log.checkHealth()) ?? 'healthy', /no Kafka broker answers/u);
    assert.equal(await log.checkProgress(), undefined, 'brokers that are away are no reason to start anew');
    await node.restart();
    await more('traffic again', () => Math.min(heard.length, handled.length), 100);
    const published = await numbers.stop();
    assert.deepEqual(await findNumbers(log, topic), { records: published, lost: 0, doubled: 0, disordered: 0 });
    await eventually('all heard', () => heard.length === published);
    assert.deepEqual(checkNumbers(heard), { records: published, lost: 0, doubled: 0, disordered: 0 });
    await eventually('all handled', () => new Set(handled).size === published);
    assert.equal(checkNumbers(handled).disordered, 0);
    assert.ok(lines.some((line) => line.includes('trying again')));
  });

  void test('closed after a broker came back, a log leaves no connection behind that would keep its process alive', async (t) => {
    const { openLog, topic } = await kafkaBench(t, kafka, { publishMs: 120_000 });
    const groups = ['a', 'b', 'c', 'd', 'e', 'f'];
    const log = await openLog();
    const handled = new Set<string>();
    const handle = (group: string) => async () => void handled.add(group);
    await Promise.all(groups.map((group) => log.subscribe({ topic, group, handle: handle(group) })));
    await log.broadcast({ topic, handle: () => {} });
    await log.publish(outgoing(topic, 'a:1'));
    await eventually('all handled', () => handled.size === groups.length);
    await node.kill();
    await node.restart();
    handled.clear();
    await log.publish(outgoing(topic, 'a:2'));
    await eventually('all handled again', () => handled.size === groups.length);
    await log.close();
    await eventually('every connection is closed', () => sockets() === 0);
  });

  void test('a log is opened, joined and followed while no broker is there, and all of it works once one is', async (t) => {
    const { openLog, topic } = await kafkaBench(t, kafka, { publishMs: 120_000 });
    proxy.cut();
    const log = await openLog();
    const handled: string[] = [];
    const published = log.publish(outgoing(topic, 'a:1'));
    const joined = log.subscribe({ topic, group: 'g', handle: async ({ value }) => void handled.push(value) });
    const following = log.broadcast({ topic, handle: () => {} });
    await eventually(
      'it says what is wrong',
      async () => (await log.checkHealth())?.includes('no Kafka broker') === true,
    );
    await proxy.restore();
    await Promise.all([published, joined, following]);
    await eventually('handled', () => handled.length === 1);
  });

  void test('a log that is closed while it waits for brokers lets go of everyone who waits', async (t) => {
    const { openLog, topic } = await kafkaBench(t, kafka);
    proxy.cut();
    const log = await openLog({ drainMs: 100 });
    const waiting = [
      log.subscribe({ topic, group: 'g', handle: async () => {} }),
      log.broadcast({ topic, handle: () => {} }),
      log.publish(outgoing(topic, 'a:1')),
    ].map((each) => assert.rejects(each, LogUnavailableError));
    await log.close();
    await Promise.all(waiting);
    await proxy.restore();
  });

  void test('a topic that is missing is named with what to do, for writers and readers, and is used once it is there', async (t) => {
    const { log, topicPrefix, client } = await kafkaBench(t, kafka, { publishMs: 1500 });
    const missing = 'missing.v1';
    await assert.rejects(log.publish(outgoing(missing, 'a:1')), saysTopicMissing);
    await assert.rejects(async () => {
      for await (const record of log.read({ topic: missing, from: { time: 0 } })) assert.fail(record.value);
    }, saysTopicMissing);
    const handled: string[] = [];
    const joined = log.subscribe({ topic: missing, group: 'g', handle: async ({ value }) => void handled.push(value) });
    await eventually('unhealthy', async () => (await log.checkHealth())?.includes('topics apply') === true);
    const admin = client.admin();
    await admin.connect();
    t.after(() => admin.disconnect());
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic: topicPrefix + missing, numPartitions: 1 }] });
    await joined;
    await eventually('what was published before is handled', () => handled.includes('a:1'));
    await eventually('healthy', async () => (await log.checkHealth()) === undefined);
  });

  void test('an address where something else answers is said to be no Kafka, and close does not wait for it', async () => {
    const log = await openKafkaEventLog({ connection: { brokers: ['127.0.0.1:1'], clientId: 'test' }, drainMs: 100 });
    assert.match((await log.checkHealth()) ?? 'healthy', /KAFKA_BROKERS/u);
    await log.close();
  });
});
