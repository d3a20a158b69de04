import type { Kafka } from 'kafkajs';
import type { BackOff } from '../delivery/back-off.ts';
import type { OutgoingRecord } from '../event-log.ts';
import type { LogObserver } from '../logger.ts';
import type { FaultBoard } from './fault-board.ts';
import type { KafkaConnection } from './kafka-client.ts';
import type { KafkaNames } from './names.ts';

/** What the parts of one open Kafka log share. */
export interface KafkaContext {
  readonly connection: KafkaConnection;
  readonly client: Kafka;
  readonly names: KafkaNames;
  readonly observer: LogObserver;
  readonly faults: FaultBoard;
  readonly backOff: BackOff;
  /** Epoch ms. */
  readonly clock: () => number;
  /** Also while the log is closing. */
  readonly publishDeadLetters: (records: readonly OutgoingRecord[]) => Promise<void>;
  /** A client crashed for another reason than brokers that are away. */
  readonly crashed: (error: unknown) => void;
  readonly drainMs: number;
}
