import { readConfiguration } from '@onethread/process';
import { ConfigurationError } from '@onethread/runtime';

type Choice = ReturnType<typeof readConfiguration>['engines'];
export type KafkaChoice = Extract<Choice['log'], { readonly backend: 'kafka' }>;
export type MongodbChoice = Extract<Choice['store'], { readonly backend: 'mongodb' }>;

const CLIENT_ID = 'onethread-command';

/** The brokers, as the processes are told of them. Throws `ConfigurationError` when there are none. */
export function chosenKafka(): KafkaChoice {
  const env = { ...process.env, LOG_BACKEND: process.env['LOG_BACKEND'] ?? 'kafka' };
  const { log } = readConfiguration({ groups: {}, env, clientId: CLIENT_ID, engines: ['log'] }).engines;
  if (log.backend === 'kafka') return log;
  throw new ConfigurationError([
    { name: 'LOG_BACKEND', got: 'sqlite', expected: 'kafka: a SQLite log makes its topics itself' },
  ]);
}

/** The replica set, as the processes are told of it. Throws `ConfigurationError` when there is none. */
export function chosenMongodb(): MongodbChoice {
  const env = { ...process.env, STORE_BACKEND: process.env['STORE_BACKEND'] ?? 'mongodb' };
  const { store } = readConfiguration({ groups: {}, env, clientId: CLIENT_ID, engines: ['store'] }).engines;
  if (store.backend === 'mongodb') return store;
  throw new ConfigurationError([
    { name: 'STORE_BACKEND', got: 'sqlite', expected: 'mongodb: a SQLite store makes its indexes itself' },
  ]);
}
