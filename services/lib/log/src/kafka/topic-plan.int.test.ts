import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kafkaForTests, ownName } from '@onethread/test-servers';
import kafkajs from 'kafkajs';
import { BrokerFaultError } from '../errors.ts';
import { kafkaClient } from './kafka-client.ts';
import { applyTopics, planTopics } from './topic-plan.ts';
import { withAdmin } from './with-admin.ts';
import type { TopicPlanOptions } from './topic-plan.ts';

const { ConfigResourceTypes } = kafkajs;
const DAY_MS = 24 * 3600 * 1000;
const kafka = await kafkaForTests();

async function differences(options: TopicPlanOptions): Promise<unknown> {
  return (await planTopics(options)).topics.map((topic) => topic.differences);
}

void describe('topics apply', { skip: 'missing' in kafka ? kafka.missing : false }, () => {
  const brokers = 'missing' in kafka ? [] : kafka.brokers;
  const connection = { brokers, clientId: 'test' };
  const topicPrefix = `${ownName('topics')}.`;
  const wanted: TopicPlanOptions = {
    connection,
    topicPrefix,
    replication: 1,
    topics: [
      { name: 'one.v1', partitions: 3, retentionDays: 7 },
      { name: 'two.v1', partitions: 1, retentionDays: 30 },
    ],
  };
  const settingOf = (topic: string, name: string) =>
    withAdmin(kafkaClient(connection), async (admin) => {
      const resource = { type: ConfigResourceTypes.TOPIC, name: topicPrefix + topic };
      const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [resource] });
      return resources[0]?.configEntries.find(({ configName }) => configName === name)?.configValue;
    });

  void test('a plan says what would be created and changes nothing; applied, nothing is left to do', async (t) => {
    t.after(() =>
      withAdmin(kafkaClient(connection), (admin) =>
        admin.deleteTopics({ topics: wanted.topics.map(({ name }) => topicPrefix + name) }),
      ),
    );
    assert.deepEqual(await differences(wanted), [[{ kind: 'create' }], [{ kind: 'create' }]]);
    assert.deepEqual(await differences(wanted), [[{ kind: 'create' }], [{ kind: 'create' }]]);
    const applied = await applyTopics(wanted);
    assert.deepEqual(
      applied.topics.map((topic) => [topic.name, topic.differences]),
      [
        ['one.v1', [{ kind: 'create' }]],
        ['two.v1', [{ kind: 'create' }]],
      ],
    );
    assert.deepEqual(await differences(wanted), [[], []]);
    assert.equal(await settingOf('one.v1', 'unclean.leader.election.enable'), 'false');

    const changed: TopicPlanOptions = {
      ...wanted,
      replication: 2,
      topics: [
        { name: 'one.v1', partitions: 6, retentionDays: 3 },
        { name: 'two.v1', partitions: 1, retentionDays: 30 },
      ],
    };
    const reported = [
      { kind: 'partitions-differ', actual: 3, wanted: 6 },
      { kind: 'replication-differs', actual: 1, wanted: 2 },
    ];
    await applyTopics(changed);
    assert.deepEqual(await differences(changed), [reported, [reported[1]]]);
    assert.equal(await settingOf('one.v1', 'retention.ms'), String(3 * DAY_MS));
    assert.equal(await settingOf('one.v1', 'unclean.leader.election.enable'), 'false', 'other settings stay');
    assert.equal(await settingOf('two.v1', 'retention.ms'), String(30 * DAY_MS));
  });

  void test('more copies than brokers are refused in words before anything is created', async () => {
    const options = { ...wanted, topicPrefix: `${topicPrefix}none.`, replication: 5 };
    await assert.rejects(applyTopics(options), (error: unknown) => {
      assert.ok(error instanceof BrokerFaultError);
      assert.match(error.message, /5 copies need as many brokers/u);
      return true;
    });
    assert.deepEqual(await differences(options), [[{ kind: 'create' }], [{ kind: 'create' }]]);
  });
});
