import { defineSettings, flag, setting, type SettingsOf } from '@onethread/runtime';
import { z } from 'zod';

const MAX_BROKERS = 100;

const brokerList = z
  .string()
  .transform((list) =>
    list
      .split(',')
      .map((broker) => broker.trim())
      .filter((broker) => broker !== ''),
  )
  .pipe(
    z
      .array(z.string().regex(/^[^\s:/]+:\d{1,5}$|^\[[\da-fA-F:]+\]:\d{1,5}$/, 'not host:port'))
      .min(1)
      .max(MAX_BROKERS),
  );

/** Kafka allows no other characters in the names of topics. */
const topicPrefix = z
  .string()
  .max(100)
  .regex(/^[\w.-]*$/, 'only letters, digits, dot, dash and underscore');

/** MongoDB names a database in at most 63 bytes; the longest name of ours behind the prefix takes 30. */
const databasePrefix = z
  .string()
  .max(30)
  .regex(/^[A-Za-z]\w*$/, 'only letters, digits and underscore, a letter first');

const file = (describe: string, name: string, example: string) =>
  setting(name, z.string().optional(), { describe, example });

/** Which engines carry the log and the documents, and how they are reached. */
export const engineSettings = defineSettings({
  logBackend: setting('LOG_BACKEND', z.enum(['sqlite', 'kafka']), {
    describe: 'Engine of the event log; separate processes take kafka alone',
    default: 'sqlite',
  }),
  kafkaBrokers: setting('KAFKA_BROKERS', brokerList.optional(), {
    describe: 'Brokers to begin with, host:port separated by commas',
    example: 'kafka-0:9092,kafka-1:9092,kafka-2:9092',
  }),
  kafkaTopicPrefix: setting('KAFKA_TOPIC_PREFIX', topicPrefix, {
    describe: 'Before the name of every topic and consumer group, where several systems share one Kafka',
    default: '',
  }),
  kafkaSsl: setting('KAFKA_SSL', flag, { describe: 'Whether brokers are reached over TLS', default: false }),
  kafkaSslCaFile: file(
    'PEM file of the authority that signed the brokers',
    'KAFKA_SSL_CA_FILE',
    '/etc/onethread/ca.crt',
  ),
  kafkaSslCertFile: file(
    'PEM file of our certificate, where brokers ask for one',
    'KAFKA_SSL_CERT_FILE',
    '/etc/onethread/kafka.crt',
  ),
  kafkaSslKeyFile: file('PEM file of the key of that certificate', 'KAFKA_SSL_KEY_FILE', '/etc/onethread/kafka.key'),
  kafkaSaslMechanism: setting('KAFKA_SASL_MECHANISM', z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(), {
    describe: 'How to sign in at the brokers: plain, scram-sha-256 or scram-sha-512; default: not at all',
    example: 'scram-sha-512',
  }),
  kafkaSaslUsername: setting('KAFKA_SASL_USERNAME', z.string().optional(), {
    describe: 'User at the brokers',
    example: 'onethread',
  }),
  kafkaSaslPassword: setting('KAFKA_SASL_PASSWORD', z.string().optional(), {
    describe: 'Password of that user',
    secret: true,
  }),
  storeBackend: setting('STORE_BACKEND', z.enum(['sqlite', 'mongodb']), {
    describe: 'Engine of documents and attachments; separate processes take mongodb alone',
    default: 'sqlite',
  }),
  mongodbUri: setting(
    'MONGODB_URI',
    z
      .string()
      .regex(/^mongodb(\+srv)?:\/\/[^\s/]/, 'not a mongodb:// address')
      .optional(),
    {
      describe: 'Replica set, such as mongodb://user:password@mongodb-0,mongodb-1/?replicaSet=rs0',
      secret: true,
    },
  ),
  mongodbDatabase: setting('MONGODB_DATABASE', databasePrefix, {
    describe: 'Before the name of every database: onethread_history, onethread_desk, onethread_blobs, …',
    default: 'onethread',
  }),
});
export type EngineSettings = SettingsOf<typeof engineSettings>;
