import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { ownName, securedKafkaForTests } from '@onethread/test-servers';
import { eventually } from '../testing/eventually.ts';
import { openKafkaEventLog } from './kafka-event-log.ts';
import type { KafkaConnection } from './kafka-client.ts';
import { applyTopics } from './topic-plan.ts';

const kafka = await securedKafkaForTests();
const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
const TOPIC = 'secured.v1';

void describe('a Kafka that asks for TLS and a password', { skip: 'missing' in kafka ? kafka.missing : false }, () => {
  if ('missing' in kafka) return;
  after(() => kafka.stop());
  const { brokers, certificate, username, password } = kafka;
  const sasl = { mechanism: 'plain', username, password } as const;
  const connection = (how: Partial<KafkaConnection>): KafkaConnection => ({ brokers, clientId: 'test', ...how });
  const applied = (how: Partial<KafkaConnection>) =>
    applyTopics({
      connection: connection(how),
      topicPrefix: `${ownName('secured')}.`,
      topics: [{ name: TOPIC, partitions: 1, retentionDays: 1 }],
      replication: 1,
    });

  for (const mechanism of MECHANISMS) {
    test(`${mechanism}: topics are made, records go out and come in`, async () => {
      const topicPrefix = `${ownName('secured')}.`;
      const way = connection({ ssl: { ca: certificate }, sasl: { mechanism, username, password } });
      await applyTopics({
        connection: way,
        topicPrefix,
        topics: [{ name: TOPIC, partitions: 1, retentionDays: 1 }],
        replication: 1,
      });
      const log = await openKafkaEventLog({ connection: way, topicPrefix });
      const heard: string[] = [];
      try {
        await log.subscribe({ topic: TOPIC, group: 'g', handle: async ({ value }) => void heard.push(value) });
        await log.publish([{ topic: TOPIC, key: 'k', value: mechanism }]);
        await eventually('it came back', () => heard.includes(mechanism));
      } finally {
        await log.close();
      }
    });
  }

  test('a wrong password is told as such', async () => {
    for (const mechanism of MECHANISMS) {
      const wrong = applied({ ssl: { ca: certificate }, sasl: { mechanism, username, password: 'wrong' } });
      await assert.rejects(wrong, { code: 'broker-unauthenticated' }, mechanism);
    }
  });

  test('an authority that is not trusted is told as such', async () => {
    await assert.rejects(applied({ ssl: true, sasl }), { code: 'broker-tls' });
  });

  test('without TLS the advice names what the broker may want', async () => {
    await assert.rejects(applied({ sasl }), { code: 'broker-unreachable', message: /whether it wants TLS or SASL/u });
  });
});
