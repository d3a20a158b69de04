import Batch from 'kafkajs/src/consumer/batch.js';
import Cluster from 'kafkajs/src/cluster/index.js';
import { CONSUMER_SETTINGS, kafkaClient, kafkaConfig } from './kafka-client.ts';
import type { KafkaMessage } from 'kafkajs';
import type { KafkaConnection } from './kafka-client.ts';

const METADATA_MAX_AGE_MS = 30_000;
const MAX_FETCH_BYTES = 10 * 1024 * 1024;
/** Records of unfinished foreign transactions are not read, as in groups. */
const READ_COMMITTED = 1;

/** What one fetch brought of one partition. */
export interface FetchedPart {
  readonly partition: number;
  readonly messages: readonly KafkaMessage[];
  /** Where to go on. */
  readonly next: number;
}

export type Positions = ReadonlyMap<number, number>;

/**
 * Reads one topic from positions of the caller's own, without a group: nothing is joined, kept or left behind at the
 * brokers. kafkajs offers that nowhere, so it is built on the parts that its consumer is made of.
 */
export class TopicReader {
  readonly #cluster: Cluster;
  readonly #topic: string;

  private constructor(cluster: Cluster, topic: string) {
    this.#cluster = cluster;
    this.#topic = topic;
  }

  /** `topic` as the brokers know it. Throws what kafkajs throws. */
  static async open(connection: KafkaConnection, topic: string): Promise<TopicReader> {
    const cluster = new Cluster({
      ...kafkaConfig(connection),
      logger: kafkaClient(connection).logger(),
      metadataMaxAge: METADATA_MAX_AGE_MS,
      allowAutoTopicCreation: false,
      isolationLevel: READ_COMMITTED,
    });
    try {
      await cluster.connect();
      await cluster.addTargetTopic(topic);
    } catch (error) {
      await cluster.disconnect().catch(() => undefined);
      throw error;
    }
    return new TopicReader(cluster, topic);
  }

  get partitions(): readonly number[] {
    return this.#cluster.findTopicPartitionMetadata(this.#topic).map(({ partitionId }) => partitionId);
  }

  /** Node of each partition's leader; a partition without one is missing. */
  get leaders(): ReadonlyMap<number, number> {
    const metadata = this.#cluster.findTopicPartitionMetadata(this.#topic);
    return new Map(
      metadata.filter(({ leader }) => leader >= 0).map(({ partitionId, leader }) => [partitionId, leader]),
    );
  }

  refresh(): Promise<void> {
    return this.#cluster.refreshMetadata();
  }

  beginnings(): Promise<Positions> {
    return this.#offsets({ fromBeginning: true });
  }

  ends(): Promise<Positions> {
    return this.#offsets({ fromBeginning: false });
  }

  /** First offset at or after the time; -1 where a partition has none. */
  offsetsAt(time: number): Promise<Positions> {
    return this.#offsets({ fromTimestamp: time });
  }

  /**
   * What a node has from the positions on, of partitions that it leads; waits up to half a second where there is nothing.
   * Throws what kafkajs throws, `KafkaJSOffsetOutOfRange` with the partition among it.
   */
  async fetch(nodeId: number, positions: Positions, bytesPerPartition: number): Promise<readonly FetchedPart[]> {
    await this.#cluster.refreshMetadataIfNecessary();
    const broker = await this.#cluster.findBroker({ nodeId });
    const partitions = [...positions].map(([partition, offset]) => ({
      partition,
      fetchOffset: String(offset),
      maxBytes: bytesPerPartition,
    }));
    const { responses } = await broker.fetch({
      maxWaitTime: CONSUMER_SETTINGS.maxWaitTimeInMs,
      minBytes: CONSUMER_SETTINGS.minBytes,
      maxBytes: MAX_FETCH_BYTES,
      isolationLevel: READ_COMMITTED,
      topics: [{ topic: this.#topic, partitions }],
    });
    return responses.flatMap(({ topicName, partitions: parts }) =>
      parts.flatMap((part) => {
        const from = positions.get(part.partition) ?? 0;
        const batch = new Batch(topicName, String(from), part);
        if (batch.rawMessages.length === 0) return [];
        return [{ partition: part.partition, messages: batch.messages, next: Number(batch.lastOffset()) + 1 }];
      }),
    );
  }

  /** A broker that closed its connection is asked for again. */
  forget(address: { readonly host: string; readonly port: number }): void {
    this.#cluster.removeBroker(address);
  }

  async close(): Promise<void> {
    await this.#cluster.disconnect();
  }

  async #offsets(from: { fromBeginning: boolean } | { fromTimestamp: number }): Promise<Positions> {
    await this.#cluster.refreshMetadataIfNecessary();
    const partitions = this.partitions.map((partition) => ({ partition }));
    const answers = await this.#cluster.fetchTopicsOffset([{ topic: this.#topic, partitions, ...from }]);
    return new Map(
      answers.flatMap((answer) => answer.partitions.map(({ partition, offset }) => [partition, Number(offset)])),
    );
  }
}
