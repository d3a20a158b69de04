import { IdempotentProducer } from './idempotent-producer.ts';
import type { Kafka, Message } from 'kafkajs';

/** kafkajs lets a producer have one request at a broker; this many are under way at once. */
const MAX_PRODUCERS = 8;

/**
 * Several producers, among which partitions are dealt in the order of their first use, and for good: sequence numbers are
 * counted per producer and partition, so that one partition never has two.
 */
export class Producers {
  readonly #producers: readonly IdempotentProducer[];
  readonly #dealt = new Map<string, IdempotentProducer>();

  constructor(client: Kafka) {
    this.#producers = Array.from({ length: MAX_PRODUCERS }, () => new IdempotentProducer(client));
  }

  /** As `IdempotentProducer.send`. */
  async send(topic: string, partition: number, messages: Message[]): Promise<void> {
    await this.#of(`${partition} ${topic}`).send(topic, partition, messages);
  }

  async close(): Promise<void> {
    await Promise.all(this.#producers.map((producer) => producer.close()));
  }

  #of(lane: string): IdempotentProducer {
    const known = this.#dealt.get(lane);
    if (known !== undefined) return known;
    const producer = this.#producers[this.#dealt.size % MAX_PRODUCERS] as IdempotentProducer;
    this.#dealt.set(lane, producer);
    return producer;
  }
}
