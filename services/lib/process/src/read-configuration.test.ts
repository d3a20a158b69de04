import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConfigurationError, type Environment } from '@onethread/runtime';
import { tempFolder } from '@onethread/testkit';
import type { EngineKind } from './engine-choice.ts';
import { readConfiguration } from './read-configuration.ts';
import { separateEnvironment } from './separate-process.ts';

const CLUSTER = {
  LOG_BACKEND: 'kafka',
  KAFKA_BROKERS: 'one:9092, two:9092',
  STORE_BACKEND: 'mongodb',
  MONGODB_URI: 'mongodb://user:hush-hush@db/?replicaSet=rs0',
} as const;

const choose = (env: Environment, engines: readonly EngineKind[] = ['log', 'store']) =>
  readConfiguration({ groups: {}, env, clientId: 'onethread-test', engines }).engines;

/** Names of the settings that are at fault. */
function faultsOf(env: Environment, engines?: readonly EngineKind[]): readonly string[] {
  try {
    choose(env, engines);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigurationError);
    assert.doesNotMatch(error.message, /hush-hush/);
    return error.faults.map(({ name }) => name).toSorted();
  }
}

test('without a word everything is embedded; each backend can be chosen without the other', () => {
  assert.deepEqual(choose({}), { log: { backend: 'sqlite' }, store: { backend: 'sqlite' } });
  const { log, store } = choose({ ...CLUSTER, STORE_BACKEND: 'sqlite' });
  assert.equal(store.backend, 'sqlite');
  assert.deepEqual(log, {
    backend: 'kafka',
    connection: { brokers: ['one:9092', 'two:9092'], clientId: 'onethread-test' },
    topicPrefix: '',
  });
  assert.deepEqual(choose({ ...CLUSTER, LOG_BACKEND: 'sqlite', MONGODB_DATABASE: 'shop' }).store, {
    backend: 'mongodb',
    uri: CLUSTER.MONGODB_URI,
    prefix: 'shop',
  });
});

const HALF_CONFIGURED: readonly (readonly [string, Environment, readonly string[]])[] = [
  ['Kafka without brokers', { LOG_BACKEND: 'kafka' }, ['KAFKA_BROKERS']],
  ['MongoDB without an address', { STORE_BACKEND: 'mongodb' }, ['MONGODB_URI']],
  ['brokers that nobody uses', { KAFKA_BROKERS: 'one:9092' }, ['LOG_BACKEND']],
  ['a database that nobody uses', { MONGODB_URI: CLUSTER.MONGODB_URI }, ['STORE_BACKEND']],
  ['both at once', { LOG_BACKEND: 'kafka', STORE_BACKEND: 'mongodb' }, ['KAFKA_BROKERS', 'MONGODB_URI']],
  ['a broker without a port', { ...CLUSTER, KAFKA_BROKERS: 'one' }, ['KAFKA_BROKERS']],
  ['an address of something else', { ...CLUSTER, MONGODB_URI: 'http://hush-hush' }, ['MONGODB_URI']],
  ['a user without a way to sign in', { ...CLUSTER, KAFKA_SASL_USERNAME: 'me' }, ['KAFKA_SASL_MECHANISM']],
  [
    'a way to sign in without a user',
    { ...CLUSTER, KAFKA_SASL_MECHANISM: 'plain' },
    ['KAFKA_SASL_PASSWORD', 'KAFKA_SASL_USERNAME'],
  ],
  ['an unknown way to sign in', { ...CLUSTER, KAFKA_SASL_MECHANISM: 'hope' }, ['KAFKA_SASL_MECHANISM']],
  ['an authority without TLS', { ...CLUSTER, KAFKA_SSL_CA_FILE: '/ca' }, ['KAFKA_SSL']],
  [
    'a certificate without its key, in a file that is not there',
    { ...CLUSTER, KAFKA_SSL: 'true', KAFKA_SSL_CERT_FILE: '/none/of/that.crt' },
    ['KAFKA_SSL_CERT_FILE', 'KAFKA_SSL_KEY_FILE'],
  ],
  ['a prefix that Kafka does not take', { ...CLUSTER, KAFKA_TOPIC_PREFIX: 'a b' }, ['KAFKA_TOPIC_PREFIX']],
  ['a database name that MongoDB does not take', { ...CLUSTER, MONGODB_DATABASE: 'a.b' }, ['MONGODB_DATABASE']],
];
for (const [what, env, expected] of HALF_CONFIGURED) {
  test(`half configured: ${what} is a fault that names the setting`, () => assert.deepEqual(faultsOf(env), expected));
}

test('only what a process uses is asked for', () => {
  assert.deepEqual(faultsOf({ LOG_BACKEND: 'kafka', STORE_BACKEND: 'sqlite' }, ['store']), []);
  assert.deepEqual(faultsOf({ LOG_BACKEND: 'kafka', STORE_BACKEND: 'mongodb' }, []), []);
});

test('TLS and credentials reach the connection, certificates as text', async () => {
  const folder = await tempFolder('onethread-pem-');
  const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
  const file = join(folder.path, 'ca.crt');
  writeFileSync(file, pem);
  const sasl = {
    KAFKA_SASL_MECHANISM: 'scram-sha-512',
    KAFKA_SASL_USERNAME: 'me',
    KAFKA_SASL_PASSWORD: 'hush-hush',
  };
  const { log } = choose({ ...CLUSTER, KAFKA_SSL: 'on', KAFKA_SSL_CA_FILE: file, ...sasl });
  assert.ok(log.backend === 'kafka');
  assert.deepEqual(log.connection.ssl, { ca: pem });
  assert.deepEqual(log.connection.sasl, { mechanism: 'scram-sha-512', username: 'me', password: 'hush-hush' });
  assert.equal(choose({ ...CLUSTER, KAFKA_SSL: 'on' }).log.backend, 'kafka');
  await folder.remove();
});

test('a separate process takes cluster engines without being told, and refuses a file that only one process can use', () => {
  const { env, faults } = separateEnvironment({ KAFKA_BROKERS: 'one:9092' }, ['log', 'store']);
  assert.deepEqual(faults, []);
  assert.deepEqual([env['LOG_BACKEND'], env['STORE_BACKEND'], env['HOST']], ['kafka', 'mongodb', '0.0.0.0']);
  const sqlite = { LOG_BACKEND: 'sqlite', STORE_BACKEND: ' sqlite ', HOST: '10.0.0.1' };
  const refused = separateEnvironment(sqlite, ['log', 'store']);
  assert.deepEqual(
    refused.faults.map(({ name }) => name),
    ['LOG_BACKEND', 'STORE_BACKEND'],
  );
  assert.match(refused.faults[1]?.expected ?? '', /a SQLite file serves one process/);
  assert.equal(refused.env['HOST'], '10.0.0.1');
  assert.deepEqual(separateEnvironment(sqlite, []).faults, []);
});
