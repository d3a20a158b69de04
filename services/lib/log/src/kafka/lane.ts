import { setTimeout as delay } from 'node:timers/promises';
import { LogUnavailableError, RecordTooLargeError } from '../errors.ts';
import { brokerFault } from './broker-fault.ts';
import type { Message } from 'kafkajs';
import type { BrokerFaultError } from '../errors.ts';

/** Largest batch: a broker refuses above 1 MB per partition as a whole. */
export const MAX_BATCH_BYTES = 500_000;
export const MAX_BATCH_RECORDS = 1000;
/** Between two sends of one batch. */
const RESEND_MS = 30;

export interface LaneRecord {
  readonly message: Message;
  readonly bytes: number;
  /** Called once with the outcome; an error means that it will never be written. */
  readonly settle: (error?: Error) => void;
}

export interface LaneOptions {
  /** Throws as kafkajs does. */
  readonly send: (messages: Message[]) => Promise<void>;
  /** Called at each failed send that is repeated, and with undefined once one succeeded again. */
  readonly faulty: (fault: BrokerFaultError | undefined) => void;
  readonly doing: string;
  readonly signal: AbortSignal;
}

/**
 * The records of one partition on their way to its leader: one batch at a time, the same batch again until it is
 * acknowledged, and nothing before it. kafkajs loses acknowledged records when a send spans partitions or a later batch
 * takes a failed one's sequence numbers; here neither can happen.
 */
export class Lane {
  readonly #options: LaneOptions;
  #waiting: LaneRecord[] = [];
  #sending: Promise<void> | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  add(record: LaneRecord): void {
    this.#waiting.push(record);
    // What is published in one turn goes out in one batch; there is no other wait.
    this.#sending ??= Promise.resolve().then(() => this.#sendAll());
  }

  /** Resolves when nothing waits any more: acknowledged, refused or given up. */
  async idle(): Promise<void> {
    await this.#sending;
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0) await this.#sendBatch(this.#takeBatch());
    this.#sending = undefined;
  }

  #takeBatch(): LaneRecord[] {
    let count = 0;
    let bytes = 0;
    for (const record of this.#waiting) {
      if (count > 0 && (count >= MAX_BATCH_RECORDS || bytes + record.bytes > MAX_BATCH_BYTES)) break;
      count += 1;
      bytes += record.bytes;
    }
    const batch = this.#waiting.slice(0, count);
    this.#waiting = this.#waiting.slice(count);
    return batch;
  }

  async #sendBatch(batch: readonly LaneRecord[]): Promise<void> {
    const { send, faulty, doing, signal } = this.#options;
    const messages = batch.map(({ message }) => message);
    let wasFaulty = false;
    while (!signal.aborted) {
      try {
        await send(messages);
        if (wasFaulty) faulty(undefined);
        for (const { settle } of batch) settle();
        return;
      } catch (error) {
        const fate = fateOf(error);
        if (fate === 'too-large' && batch.length > 1) {
          // Refused as a whole, so nothing was written and no sequence number used: the one that is too large is found.
          for (const record of batch) await this.#sendBatch([record]);
          return;
        }
        if (fate !== 'resend') {
          const refusal =
            fate === 'too-large'
              ? new RecordTooLargeError(`${doing}: Kafka refuses the record as too large`, { cause: error })
              : brokerFault(error, doing);
          for (const { settle } of batch) settle(refusal);
          return;
        }
        wasFaulty = true;
        faulty(brokerFault(error, doing));
        await delay(RESEND_MS, undefined, { signal }).catch(() => undefined);
      }
    }
    for (const { settle } of batch) settle(new LogUnavailableError('the log was closed before the record was written'));
  }
}

type Fate = 'resend' | 'too-large' | 'refused';

/** Kafka's error types after which the same batch can never be written. */
const FATES: Readonly<Record<string, Fate>> = {
  MESSAGE_TOO_LARGE: 'too-large',
  RECORD_LIST_TOO_LARGE: 'too-large',
  TOPIC_AUTHORIZATION_FAILED: 'refused',
  CLUSTER_AUTHORIZATION_FAILED: 'refused',
  INVALID_TOPIC_EXCEPTION: 'refused',
  INVALID_TIMESTAMP: 'refused',
  INVALID_RECORD: 'refused',
  UNSUPPORTED_FOR_MESSAGE_FORMAT: 'refused',
  POLICY_VIOLATION: 'refused',
};

function fateOf(error: unknown): Fate {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('type' in current && typeof current.type === 'string') return FATES[current.type] ?? 'resend';
  }
  return 'resend';
}
