import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONSUMER_SETTINGS, PRODUCER_SETTINGS, kafkaClient, kafkaConfig } from './kafka-client.ts';

const base = { brokers: ['a:9092', 'b:9092'], clientId: 'routing' };

test('addresses and name are passed on; without TLS and SASL nothing is said of them', () => {
  const config = kafkaConfig(base);
  assert.deepEqual([config.brokers, config.clientId], [['a:9092', 'b:9092'], 'routing']);
  assert.ok(!('ssl' in config) && !('sasl' in config));
});

test('TLS is on by a word, or with an authority and a certificate of this client', () => {
  assert.equal(kafkaConfig({ ...base, ssl: true }).ssl, true);
  assert.deepEqual(kafkaConfig({ ...base, ssl: { ca: 'CA', cert: 'CERT', key: 'KEY' } }).ssl, {
    ca: 'CA',
    cert: 'CERT',
    key: 'KEY',
  });
});

test('each SASL mechanism is passed on with its credentials', () => {
  for (const mechanism of ['plain', 'scram-sha-256', 'scram-sha-512'] as const) {
    const sasl = { mechanism, username: 'u', password: 'p' };
    assert.deepEqual(kafkaConfig({ ...base, sasl }).sasl, sasl);
    kafkaClient({ ...base, sasl }).producer();
  }
});

test('producers and members of groups are set as design and measurement say', () => {
  assert.deepEqual(PRODUCER_SETTINGS, {
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 8 },
  });
  const { sessionTimeout, heartbeatInterval, rebalanceTimeout, maxWaitTimeInMs, minBytes, maxBytesPerPartition } =
    CONSUMER_SETTINGS;
  assert.deepEqual(
    { sessionTimeout, heartbeatInterval, rebalanceTimeout, maxWaitTimeInMs, minBytes, maxBytesPerPartition },
    {
      sessionTimeout: 6000,
      heartbeatInterval: 600,
      rebalanceTimeout: 6000,
      maxWaitTimeInMs: 500,
      minBytes: 1,
      maxBytesPerPartition: 262_144,
    },
  );
});
