import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { StoredDocument } from '@onethread/documents';
import { applyTopics } from '@onethread/log';
import { createLogger, createRegistry, type HealthCheck } from '@onethread/runtime';
import { kafkaForTests, mongoForTests, ownName } from '@onethread/test-servers';
import { waitFor } from '@onethread/testkit';
import { openEngines } from './index.ts';

const kafka = await kafkaForTests();
const mongo = await mongoForTests({ own: true });
const missing = 'missing' in kafka ? kafka.missing : 'missing' in mongo ? mongo.missing : false;
const WITHIN_MS = 60_000;
const TOPIC = { name: 'orders.v1', partitions: 1, retentionDays: 1 };

describe('engines of a cluster', { skip: missing }, () => {
  after(async () => {
    if (!('missing' in kafka)) await kafka.stop();
    if (!('missing' in mongo)) await mongo.stop();
  });

  test('log, documents and attachments are opened and checked; a database that dies is told, and told well when it is back', async () => {
    if ('missing' in kafka || 'missing' in mongo) return;
    const topicPrefix = `${ownName('engines')}.`;
    const connection = { brokers: kafka.brokers, clientId: 'test' };
    await applyTopics({ connection, topicPrefix, topics: [TOPIC], replication: 1 });
    const checks: HealthCheck[] = [];
    const liveness: HealthCheck[] = [];
    const engines = openEngines({
      logger: createLogger({ service: 'test', level: 'silent' }),
      metrics: createRegistry(),
      addHealthCheck: (check) => void checks.push(check),
      addLivenessCheck: (check) => void liveness.push(check),
      onFatal: (error) => assert.fail(String(error)),
      choice: {
        log: { backend: 'kafka', connection, topicPrefix },
        store: { backend: 'mongodb', uri: mongo.uri, prefix: ownName('engines') },
      },
      signal: new AbortController().signal,
    });
    const faults = async (among = checks): Promise<readonly string[]> => {
      const found = await Promise.all(among.map(async (one) => ((await one.check()) === undefined ? [] : [one.name])));
      return found.flat().toSorted();
    };
    try {
      const [log, documents, blobs] = await Promise.all([
        engines.log(),
        engines.documents('channel-sms'),
        engines.blobs(),
      ]);
      await log.publish([{ topic: TOPIC.name, key: 'a', value: '{}' }]);
      const orders = await documents.collection<StoredDocument>({ name: 'orders' });
      await orders.insert({ _id: 'a' });
      await blobs.put('a', Buffer.from('word'), { maxBytes: 10, contentType: 'text/plain' });
      assert.deepEqual(checks.map(({ name }) => name).toSorted(), ['attachments', 'log', 'store-channel-sms']);
      assert.deepEqual(await faults(), []);

      await mongo.node.kill();
      await waitFor(async () => (await faults()).includes('store-channel-sms'), {
        describe: 'the dead database to be told',
        withinMs: WITHIN_MS,
      });
      assert.equal((await faults()).includes('log'), false);
      assert.deepEqual(await faults(liveness), []);
      await mongo.node.restart();
      await waitFor(async () => (await faults()).length === 0, { describe: 'all to be well', withinMs: WITHIN_MS });
      assert.equal((await orders.get('a'))?._id, 'a');
    } finally {
      await engines.stop();
    }
  });
});
