import { Partitioners } from 'kafkajs';
import { PRODUCER_SETTINGS, PRODUCE_MS } from './kafka-client.ts';
import { ClientStuckError, settlesWithin } from './settles-within.ts';
import type { Kafka, Message, Producer } from 'kafkajs';

/** Longest that one send, or connecting for it, may take, repeats included. */
const SEND_MS = 60_000;

/** One producer identity; sequence numbers are counted per identity and partition. */
interface Identity {
  readonly producer: Producer;
  sending: number;
  retired: boolean;
}

/** The broker's and the client's count of a partition's records fell apart: only a new identity can go on. */
const SEQUENCE_FAULTS = new Set([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'DUPLICATE_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
  'INVALID_PRODUCER_ID_MAPPING',
]);

/** Thrown when an acknowledgement does not name the partition that was sent to: whether it was written is unknown. */
export class UnnamedPartitionError extends Error {
  readonly code = 'unnamed-partition';
}

/** Sends to one partition at a time, under one identity of which a new one is taken when its sequence is broken. */
export class IdempotentProducer {
  readonly #client: Kafka;
  #current: Promise<Identity> | undefined;
  #closed = false;

  constructor(client: Kafka) {
    this.#client = client;
  }

  /** Resolves when the leader and its replicas in sync have every message. Throws whatever the client throws. */
  async send(topic: string, partition: number, messages: readonly Message[]): Promise<void> {
    const identity = await this.#connected();
    identity.sending += 1;
    try {
      const sending = identity.producer.send({
        topic,
        acks: -1,
        timeout: PRODUCE_MS,
        messages: messages.map((message) => ({ ...message, partition })),
      });
      const answers = await settlesWithin(SEND_MS, `sending to ${topic}`, sending);
      if (
        !answers.some(
          (answer) => answer.topicName === topic && answer.partition === partition && answer.errorCode === 0,
        )
      ) {
        throw new UnnamedPartitionError(`no acknowledgement names partition ${partition} of ${topic}`);
      }
    } catch (error) {
      if (breaksSequence(error)) this.#retire(identity);
      throw error;
    } finally {
      identity.sending -= 1;
      if (identity.retired) disconnectWhenUnused(identity);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const identity = await this.#current?.catch(() => undefined);
    await identity?.producer.disconnect().catch(() => undefined);
  }

  #connected(): Promise<Identity> {
    this.#current ??= this.#connect().catch((error: unknown) => {
      this.#current = undefined;
      throw error;
    });
    return this.#current;
  }

  async #connect(): Promise<Identity> {
    const producer = this.#client.producer({
      ...PRODUCER_SETTINGS,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    try {
      await settlesWithin(SEND_MS, 'connecting', producer.connect());
    } catch (error) {
      void producer.disconnect().catch(() => undefined);
      throw error;
    }
    if (this.#closed) await producer.disconnect();
    return { producer, sending: 0, retired: false };
  }

  /** What still waits for an answer under the old identity gets it; what is sent from now on goes out under a new one. */
  #retire(identity: Identity): void {
    if (identity.retired) return;
    identity.retired = true;
    this.#current = undefined;
  }
}

function breaksSequence(error: unknown): boolean {
  if (error instanceof UnnamedPartitionError || error instanceof ClientStuckError) return true;
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return [error, cause].some(
    (each) =>
      each instanceof Error && 'type' in each && typeof each.type === 'string' && SEQUENCE_FAULTS.has(each.type),
  );
}

function disconnectWhenUnused({ producer, sending }: Identity): void {
  if (sending === 0) void producer.disconnect().catch(() => undefined);
}
