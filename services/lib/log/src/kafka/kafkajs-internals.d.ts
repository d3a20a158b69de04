/**
 * The parts of kafkajs 2.2.4 that its own types leave out and that are used here: the version is pinned and will not
 * change any more.
 */
declare module 'kafkajs/src/network/requestQueue/index.js' {
  export default class RequestQueue {
    throttleCheckTimeoutId: NodeJS.Timeout | null;
    throttledUntil: number;
    readonly pending: readonly unknown[];
    checkPendingRequests(): void;
    scheduleCheckPendingRequests(): void;
  }
}

declare module 'kafkajs/src/network/connection.js' {
  export default class Connection {
    constructor(options: {
      host: string;
      port: number;
      logger: import('kafkajs').Logger;
      socketFactory: import('kafkajs').ISocketFactory;
      connectionTimeout: number;
      requestTimeout: number;
    });
    readonly host: string;
    readonly port: number;
    readonly socket: import('node:net').Socket | undefined;
    /** What was received of answers that are not complete. */
    chunks: Buffer[];
    bytesBuffered: number;
    bytesNeeded: number;
    isConnected(): boolean;
    connect: (this: Connection) => Promise<boolean>;
    send: (this: Connection, request: unknown) => Promise<unknown>;
    rejectRequests(error: Error): void;
    disconnect(): Promise<boolean>;
  }
}

declare module 'kafkajs/src/network/connectionPool.js' {
  /** The connections to one broker. */
  export default class ConnectionPool {
    getConnection: (this: ConnectionPool, place?: number) => Promise<unknown>;
  }
}

declare module 'kafkajs/src/cluster/brokerPool.js' {
  import type ConnectionPool from 'kafkajs/src/network/connectionPool.js';

  export interface Broker {
    readonly connectionPool: ConnectionPool;
    disconnect(): Promise<void>;
  }

  /** The brokers that one client knows. */
  export default class BrokerPool {
    /** By node. */
    readonly brokers: Readonly<Record<string, Broker>>;
    /** Found by the addresses that the client was given. */
    readonly seedBroker: Broker | undefined;
    connect: (this: BrokerPool) => Promise<void>;
    createSeedBroker: (this: BrokerPool) => Promise<void>;
    removeBroker: (this: BrokerPool, address: { readonly host: string; readonly port: number }) => void;
    disconnect: (this: BrokerPool) => Promise<void>;
  }
}

declare module 'kafkajs/src/errors.js' {
  import type { KafkaJSConnectionError } from 'kafkajs';
  export { KafkaJSNonRetriableError, KafkaJSOffsetOutOfRange, KafkaJSRequestTimeoutError } from 'kafkajs';
  export class KafkaJSConnectionClosedError extends KafkaJSConnectionError {
    readonly host: string;
    readonly port: number;
    constructor(message: string, address: { host: string; port: number });
  }
}

declare module 'kafkajs/src/network/socketFactory.js' {
  export default function createSocketFactory(): import('kafkajs').ISocketFactory;
}

declare module 'kafkajs/src/consumer/batch.js' {
  import type { KafkaMessage } from 'kafkajs';
  /** What one fetch brought of one partition; aborted and control records are left out. */
  export default class Batch {
    constructor(topic: string, fetchedOffset: string, partition: unknown);
    readonly partition: number;
    readonly rawMessages: readonly unknown[];
    readonly messages: readonly KafkaMessage[];
    /** Of the last record, also one that is left out. */
    lastOffset(): string;
  }
}

declare module 'kafkajs/src/cluster/index.js' {
  import type { KafkaConfig, Logger, PartitionMetadata } from 'kafkajs';

  export interface FetchRequest {
    maxWaitTime: number;
    minBytes: number;
    maxBytes: number;
    isolationLevel: number;
    topics: { topic: string; partitions: { partition: number; fetchOffset: string; maxBytes: number }[] }[];
  }

  export interface Broker {
    fetch(request: FetchRequest): Promise<{
      responses: { topicName: string; partitions: { partition: number }[] }[];
    }>;
  }

  /** One set of connections to a Kafka cluster. */
  export default class Cluster {
    constructor(
      options: Omit<KafkaConfig, 'logLevel' | 'logCreator'> & {
        logger: Logger;
        metadataMaxAge: number;
        allowAutoTopicCreation: boolean;
        isolationLevel: number;
      },
    );
    connect(): Promise<void>;
    disconnect(): Promise<void>;
    removeBroker(address: { host: string; port: number }): void;
    addTargetTopic(topic: string): Promise<void>;
    refreshMetadata(): Promise<void>;
    refreshMetadataIfNecessary(): Promise<void>;
    findTopicPartitionMetadata(topic: string): PartitionMetadata[];
    findBroker(options: { nodeId: number }): Promise<Broker>;
    fetchTopicsOffset(
      topics: { topic: string; partitions: { partition: number }[]; fromBeginning?: boolean; fromTimestamp?: number }[],
    ): Promise<{ topic: string; partitions: { partition: number; offset: string }[] }[]>;
  }
}

declare module 'kafkajs/src/consumer/consumerGroup.js' {
  /** One membership in a group, as kafkajs keeps it. */
  export default class ConsumerGroup {
    memberId: string | null;
    fetch: (this: ConsumerGroup, nodeId: string) => Promise<readonly unknown[]>;
  }
}

declare module 'kafkajs/src/protocol/error.js' {
  import type { KafkaJSProtocolError } from 'kafkajs';
  /** By Kafka's own numbers. */
  export function createErrorFromCode(code: number): KafkaJSProtocolError;
}

declare module 'kafkajs/src/consumer/runner.js' {
  import type { RetryOptions } from 'kafkajs';
  import type ConsumerGroup from 'kafkajs/src/consumer/consumerGroup.js';
  /** Fetches for one membership until it is stopped or crashes. */
  export default class Runner {
    constructor(options: {
      logger: object;
      consumerGroup: ConsumerGroup;
      instrumentationEmitter: object;
      concurrency: number;
      onCrash: (error: Error) => void;
      retry: RetryOptions;
    });
    running: boolean;
    scheduleFetchManager(): void;
  }
}
