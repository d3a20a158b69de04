import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testServersConfig, TestServersConfigError } from './config.ts';

test('without any setting both ways are open and nothing is required', () => {
  const config = testServersConfig({});
  assert.equal(config.required, false);
  assert.deepEqual(config.ways, ['containers', 'recipe']);
  assert.equal(config.kafka.image, `apache/kafka:${config.kafka.version}`);
  assert.equal(config.kafka.address, undefined);
});

test('settings are taken over, empty ones are none', () => {
  const config = testServersConfig({
    REQUIRE_CLUSTER: '1',
    KAFKA_VERSION: '3.9.2',
    TEST_KAFKA_BROKERS: '127.0.0.1:9092',
    TEST_KAFKA_DESCRIPTION: 'mine',
    TEST_MONGODB_URI: ' ',
    TEST_MONGODB_PROGRAM: '/opt/store',
    TEST_SERVERS: 'recipe',
    ONETHREAD_TEST_CACHE: '/cache',
  });
  assert.equal(config.required, true);
  assert.deepEqual(config.ways, ['recipe']);
  assert.equal(config.cacheFolder, '/cache');
  assert.deepEqual(
    [config.kafka.address, config.kafka.description, config.kafka.version, config.kafka.image],
    ['127.0.0.1:9092', 'mine', '3.9.2', 'apache/kafka:3.9.2'],
  );
  assert.equal(config.mongodb.address, undefined);
  assert.equal(config.mongodb.program, '/opt/store');
});

test('an unknown way is refused', () => {
  assert.throws(() => testServersConfig({ TEST_SERVERS: 'recipe,podman' }), TestServersConfigError);
});
