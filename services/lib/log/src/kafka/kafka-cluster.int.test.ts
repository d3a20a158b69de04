import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { kafkaForTests } from '@onethread/test-servers';
import { readAll } from '../contract/harness.ts';
import { eventually } from '../testing/eventually.ts';
import { partitionOf } from './partition-of.ts';
import { checkNumbers, findNumbers, kafkaBench, more, startNumbers } from './testing/kafka-bench.ts';
import { withAdmin } from './with-admin.ts';
import type { ServerNode } from '@onethread/test-servers';
import type { Kafka } from 'kafkajs';

const kafka = await kafkaForTests({ nodes: 3, own: true });

async function allInSync(client: Kafka, topic: string): Promise<void> {
  await eventually('every replica in sync', () =>
    withAdmin(client, async (admin) => {
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      return topics.every(({ partitions }) => partitions.every(({ isr, replicas }) => isr.length === replicas.length));
    }).catch(() => false),
  );
}

function keyOn(partition: number): string {
  return ['a', 'b', 'c', 'd', 'e', 'f'].find((key) => partitionOf(key, 2) === partition) ?? '';
}

void describe('three brokers', { skip: 'missing' in kafka ? kafka.missing : false }, () => {
  if ('missing' in kafka) return;
  const { nodes } = kafka;
  after(() => kafka.stop());

  /** The server that leads a partition. */
  async function leaderOf(client: Kafka, topic: string, partition: number): Promise<ServerNode> {
    const address = await withAdmin(client, async (admin) => {
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      const leader = topics[0]?.partitions.find(({ partitionId }) => partitionId === partition)?.leader;
      const broker = (await admin.describeCluster()).brokers.find(({ nodeId }) => nodeId === leader);
      return `${broker?.host}:${broker?.port}`;
    });
    const node = nodes.find((each) => each.address === address);
    assert.ok(node, `no server at ${address}`);
    return node;
  }

  void test('the leader and then the group coordinator killed under load: nothing is lost, doubled or disordered, and reading goes on', async (t) => {
    const { log, openLog, topic, kafkaTopic, client } = await kafkaBench(t, kafka, {
      replication: 3,
      publishMs: 120_000,
    });
    const heard: string[] = [];
    const handled: string[] = [];
    const reader = await openLog();
    await reader.broadcast({ topic, handle: ({ value }) => heard.push(value) });
    await reader.subscribe({ topic, group: 'g', handle: async ({ value }) => void handled.push(value) });
    const numbers = startNumbers(log, topic);
    const traffic = (): number => Math.min(heard.length, handled.length);
    await more('traffic', traffic, 100);
    for (const part of [kafkaTopic, '__consumer_offsets']) {
      const node = await leaderOf(client, part, 0);
      await node.kill();
      await more(`traffic without the leader of ${part}`, traffic, 200);
      await node.restart();
      await allInSync(client, kafkaTopic);
      await allInSync(client, '__consumer_offsets');
    }
    const published = await numbers.stop();
    assert.deepEqual(await findNumbers(log, topic), { records: published, lost: 0, doubled: 0, disordered: 0 });
    await eventually('all heard', () => heard.length === published);
    assert.deepEqual(checkNumbers(heard), { records: published, lost: 0, doubled: 0, disordered: 0 });
    await eventually('all handled', () => new Set(handled).size === published);
    assert.equal(checkNumbers(handled).disordered, 0);
  });

  void test('one publish over two brokers of which one dies meanwhile: what is acknowledged is stored on both', async (t) => {
    const { log, topicPrefix, client } = await kafkaBench(t, kafka, { replication: 3, publishMs: 120_000 });
    const topic = 'split.v1';
    const kafkaTopic = topicPrefix + topic;
    const nodeIds = await withAdmin(client, async (admin) => {
      const [one = 0, two = 0] = (await admin.describeCluster()).brokers.map(({ nodeId }) => nodeId);
      await admin.createTopics({
        waitForLeaders: false,
        topics: [
          {
            topic: kafkaTopic,
            replicaAssignment: [
              { partition: 0, replicas: [one, two] },
              { partition: 1, replicas: [two, one] },
            ],
            configEntries: [{ name: 'min.insync.replicas', value: '1' }],
          },
        ],
      });
      return [one, two];
    });
    assert.equal(nodeIds.length, 2);
    const both = (value: string) => [0, 1].map((partition) => ({ topic, key: keyOn(partition), value }));
    await log.publish(both('before'));
    const node = await leaderOf(client, kafkaTopic, 1);
    await node.pause();
    const published = log.publish(both('meanwhile'));
    await eventually('the live broker has its record', async () => {
      const records = await readAll(log, { topic, from: { offset: 0, partition: 0 } }).catch(() => []);
      return records.length === 2;
    });
    await node.kill();
    await published;
    const stored = async (): Promise<string[]> =>
      (await readAll(log, { topic, from: { time: 0 } })).map(({ partition, value }) => `${partition}: ${value}`);
    assert.deepEqual((await stored()).toSorted(), ['0: before', '0: meanwhile', '1: before', '1: meanwhile']);
    await node.restart();
  });
});
