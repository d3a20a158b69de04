import './patch-request-queue.ts';
import './patch-connection.ts';
import './patch-broker-pool.ts';
import './patch-consumer-group.ts';
import { Kafka, logLevel } from 'kafkajs';
import createSocketFactory from 'kafkajs/src/network/socketFactory.js';
import type {
  ConsumerConfig,
  ISocketFactoryArgs,
  KafkaConfig,
  ProducerConfig,
  RetryOptions,
  SASLOptions,
} from 'kafkajs';

/** Where Kafka is and how to be let in. */
export interface KafkaConnection {
  /** `host:port`; any one that answers leads to the others. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** True: TLS with the system's authorities. Else PEM texts: `ca` of the brokers, `cert` and `key` of this client. */
  readonly ssl?: boolean | { readonly ca?: string; readonly cert?: string; readonly key?: string };
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
}

/** How long a connection may take to be made. */
const CONNECT_MS = 3000;
/** How long an answer may take; longer polls have their own time on top. */
export const REQUEST_MS = 10_000;
/** How long a broker may wait for its replicas before it answers a send. */
export const PRODUCE_MS = 5000;

export const RETRY = { initialRetryTime: 50, maxRetryTime: 500, retries: 8 } as const;

/** A member of a group keeps its place through a restart of brokers: about half a minute. */
export const MEMBER_RETRY = { initialRetryTime: 100, maxRetryTime: 1000, retries: 30 } as const;

export const PRODUCER_SETTINGS = {
  idempotent: true,
  maxInFlightRequests: 1,
  allowAutoTopicCreation: false,
  retry: RETRY,
} as const satisfies ProducerConfig;

/** Six seconds are enough because batches are only put into memory: nothing but a blocked event loop misses a heartbeat. */
export const CONSUMER_SETTINGS = {
  sessionTimeout: 6000,
  heartbeatInterval: 600,
  rebalanceTimeout: 6000,
  maxWaitTimeInMs: 500,
  minBytes: 1,
  maxBytesPerPartition: 262_144,
  metadataMaxAge: 30_000,
  allowAutoTopicCreation: false,
} as const satisfies Omit<ConsumerConfig, 'groupId'>;

const openSocket = createSocketFactory();

/** kafkajs marks a socket that still connects each time it gives up on it, and each mark is a listener. */
function socketFactory(options: ISocketFactoryArgs): ReturnType<typeof openSocket> {
  return openSocket(options).setMaxListeners(0);
}

/** The client's configuration; its own log is off, since what matters is said here in our words. */
export function kafkaConfig({ brokers, clientId, ssl, sasl }: KafkaConnection): KafkaConfig {
  return {
    brokers: [...brokers],
    clientId,
    connectionTimeout: CONNECT_MS,
    requestTimeout: REQUEST_MS,
    retry: RETRY,
    logLevel: logLevel.NOTHING,
    socketFactory,
    ...(ssl !== undefined && { ssl: typeof ssl === 'boolean' ? ssl : { ...ssl } }),
    ...(sasl !== undefined && { sasl: { ...sasl } as SASLOptions }),
  };
}

/** `retry` decides how long its own questions to brokers are repeated; default about three seconds. */
export function kafkaClient(connection: KafkaConnection, retry: RetryOptions = RETRY): Kafka {
  return new Kafka({ ...kafkaConfig(connection), retry });
}
