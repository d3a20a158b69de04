import { readFileSync } from 'node:fs';
import type { KafkaConnection } from '@onethread/log';
import type { Environment, SettingFault } from '@onethread/runtime';
import type { EngineSettings } from './engine-settings.ts';

/** What a process needs beyond itself: the event log, and documents with attachments. */
export type EngineKind = 'log' | 'store';

export interface KafkaChoice {
  readonly backend: 'kafka';
  readonly connection: KafkaConnection;
  readonly topicPrefix: string;
}
export interface MongodbChoice {
  readonly backend: 'mongodb';
  readonly uri: string;
  /** Before the name of every database. */
  readonly prefix: string;
}
export interface SqliteChoice {
  readonly backend: 'sqlite';
}

/** Engines that can be opened as they are configured. */
export interface EngineChoice {
  readonly log: SqliteChoice | KafkaChoice;
  readonly store: SqliteChoice | MongodbChoice;
}

/**
 * What the settings of the engines ask for, or everything that does not fit together. `env` tells what was really given:
 * an engine that is configured and not chosen is a mistake, not a wish.
 */
export function chooseEngines(
  settings: EngineSettings,
  env: Environment,
  clientId: string,
  needed: readonly EngineKind[] = ['log', 'store'],
): { readonly choice: EngineChoice; readonly faults: readonly SettingFault[] } {
  const faults: SettingFault[] = [];
  const report = (name: string, got: string, expected: string): void => void faults.push({ name, got, expected });
  const log = needed.includes('log') ? chooseLog(settings, env, clientId, report) : SQLITE;
  const store = needed.includes('store') ? chooseStore(settings, env, report) : SQLITE;
  return { choice: { log, store }, faults };
}

type Report = (name: string, got: string, expected: string) => void;

const SQLITE: SqliteChoice = { backend: 'sqlite' };

function isGiven(env: Environment, name: string): boolean {
  return (env[name] ?? '').trim() !== '';
}

function chooseLog(settings: EngineSettings, env: Environment, clientId: string, report: Report): EngineChoice['log'] {
  if (settings.logBackend === 'sqlite') {
    if (isGiven(env, 'KAFKA_BROKERS') && !isGiven(env, 'LOG_BACKEND'))
      report('LOG_BACKEND', 'nothing', 'kafka, since KAFKA_BROKERS is given, or sqlite if the brokers are not meant');
    return SQLITE;
  }
  const { kafkaBrokers: brokers = [], kafkaTopicPrefix: topicPrefix } = settings;
  if (brokers.length === 0) report('KAFKA_BROKERS', 'nothing', 'the brokers as host:port, since LOG_BACKEND is kafka');
  const ssl = readSsl(settings, report);
  const sasl = readSasl(settings, report);
  const connection = {
    brokers,
    clientId,
    ...(ssl === undefined ? {} : { ssl }),
    ...(sasl === undefined ? {} : { sasl }),
  };
  return { backend: 'kafka', connection, topicPrefix };
}

function readSsl(settings: EngineSettings, report: Report): KafkaConnection['ssl'] {
  const { kafkaSsl, kafkaSslCaFile, kafkaSslCertFile, kafkaSslKeyFile } = settings;
  const files = [
    ['ca', 'KAFKA_SSL_CA_FILE', kafkaSslCaFile],
    ['cert', 'KAFKA_SSL_CERT_FILE', kafkaSslCertFile],
    ['key', 'KAFKA_SSL_KEY_FILE', kafkaSslKeyFile],
  ] as const;
  const given = files.filter(([, , path]) => path !== undefined);
  if (!kafkaSsl) {
    const [first] = given;
    if (first !== undefined) report('KAFKA_SSL', 'false', `true, since ${first[1]} is given`);
    return undefined;
  }
  if (kafkaSslCertFile !== undefined && kafkaSslKeyFile === undefined)
    report('KAFKA_SSL_KEY_FILE', 'nothing', 'the key of the certificate in KAFKA_SSL_CERT_FILE');
  if (kafkaSslKeyFile !== undefined && kafkaSslCertFile === undefined)
    report('KAFKA_SSL_CERT_FILE', 'nothing', 'the certificate of the key in KAFKA_SSL_KEY_FILE');
  if (given.length === 0) return true;
  return Object.fromEntries(given.map(([part, name, path = '']) => [part, readPem(name, path, report)]));
}

function readPem(name: string, path: string, report: Report): string {
  try {
    const text = readFileSync(path, 'utf8');
    if (text.includes('-----BEGIN ')) return text;
    report(name, JSON.stringify(path), 'a file in PEM form');
  } catch (error) {
    report(
      name,
      JSON.stringify(path),
      `a readable PEM file (${(error as NodeJS.ErrnoException).code ?? 'unreadable'})`,
    );
  }
  return '';
}

function readSasl(settings: EngineSettings, report: Report): KafkaConnection['sasl'] {
  const { kafkaSaslMechanism: mechanism, kafkaSaslUsername: username, kafkaSaslPassword: password } = settings;
  if (mechanism === undefined) {
    const given = username === undefined ? password && 'KAFKA_SASL_PASSWORD' : 'KAFKA_SASL_USERNAME';
    if (given) report('KAFKA_SASL_MECHANISM', 'nothing', `how to sign in, since ${given} is given`);
    return undefined;
  }
  if (username === undefined) report('KAFKA_SASL_USERNAME', 'nothing', `the user for ${mechanism}`);
  if (password === undefined) report('KAFKA_SASL_PASSWORD', 'nothing', `the password for ${mechanism}`);
  return { mechanism, username: username ?? '', password: password ?? '' };
}

function chooseStore({ storeBackend, mongodbUri, mongodbDatabase }: EngineSettings, env: Environment, report: Report) {
  if (storeBackend === 'sqlite') {
    if (isGiven(env, 'MONGODB_URI') && !isGiven(env, 'STORE_BACKEND'))
      report('STORE_BACKEND', 'nothing', 'mongodb, since MONGODB_URI is given, or sqlite if that is not meant');
    return SQLITE;
  }
  if (mongodbUri === undefined)
    report('MONGODB_URI', 'nothing', 'a mongodb:// address, since STORE_BACKEND is mongodb');
  const choice: MongodbChoice = { backend: 'mongodb', uri: mongodbUri ?? '', prefix: mongodbDatabase };
  return choice;
}
