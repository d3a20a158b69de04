import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testServersConfig } from './config.ts';
import { waysToKafka, type KafkaForTests } from './kafka/kafka-for-tests.ts';
import { waysToMongo } from './mongodb/mongo-for-tests.ts';

const kafka = (wanted: KafkaForTests, env: Record<string, string> = {}) =>
  waysToKafka(wanted, testServersConfig(env)).map(({ name }) => name);
const store = (wanted: { own?: boolean; throughProxy?: boolean }, env: Record<string, string> = {}) =>
  waysToMongo(wanted, testServersConfig(env)).map(({ name }) => name);
const GIVEN = { TEST_KAFKA_BROKERS: '127.0.0.1:9092', TEST_MONGODB_URI: 'mongodb://127.0.0.1/' };

test('containers go before package managers, and either can be had alone', () => {
  assert.deepEqual(kafka({}), ['containers', 'Maven']);
  assert.deepEqual(store({}), ['containers', 'PyPI']);
  assert.deepEqual(kafka({}, { TEST_SERVERS: 'recipe' }), ['Maven']);
  assert.deepEqual(store({}, { TEST_SERVERS: 'containers' }), ['containers']);
});

test('an address given by the environment is the only way', () => {
  assert.deepEqual(kafka({}, GIVEN), ['TEST_KAFKA_BROKERS']);
  assert.deepEqual(store({}, GIVEN), ['TEST_MONGODB_URI']);
});

test('but not for who wants to break the server, or needs more nodes than it may have', () => {
  for (const wanted of [{ own: true }, { throughProxy: true }]) {
    assert.deepEqual(kafka(wanted, GIVEN), ['containers', 'Maven']);
    assert.deepEqual(store(wanted, GIVEN), ['containers', 'PyPI']);
  }
  assert.deepEqual(kafka({ nodes: 3 }, GIVEN), ['TEST_KAFKA_BROKERS', 'containers', 'Maven']);
});

test('what was tried in vain before is not tried again by every file', async () => {
  const [way, ...more] = waysToKafka({ own: true }, testServersConfig({ TEST_KAFKA_MISSING: 'no Java' }));
  assert.deepEqual([await way?.open(), more], [{ missing: 'no Java' }, []]);
});
