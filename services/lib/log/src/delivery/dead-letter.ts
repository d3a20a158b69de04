import { DEAD_LETTERS } from '@onethread/contracts';
import type { LogRecord, OutgoingRecord } from '../event-log.ts';

/** Headers that a dead letter has beside its own. They never hold message text. */
export const DEAD_LETTER_HEADERS = {
  topic: 'dlq-topic',
  partition: 'dlq-partition',
  offset: 'dlq-offset',
  group: 'dlq-group',
  code: 'dlq-code',
  attempts: 'dlq-attempts',
  /** Epoch ms. */
  firstSeenAt: 'dlq-first-seen-at',
} as const;

/** Where a dead letter came from and why it is there. */
export interface DeadLetterOrigin {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly group: string;
  readonly code: string;
  readonly attempts: number;
  /** When the record was first tried, epoch ms. */
  readonly firstSeenAt: number;
}

/** The original key, value and headers with what an operator needs to find and replay it. */
export function deadLetterOf(
  record: LogRecord,
  failure: { readonly group: string; readonly code: string; readonly attempts: number; readonly firstSeenAt: number },
): OutgoingRecord {
  return {
    topic: DEAD_LETTERS.name,
    key: record.key,
    value: record.value,
    headers: {
      ...record.headers,
      [DEAD_LETTER_HEADERS.topic]: record.topic,
      [DEAD_LETTER_HEADERS.partition]: String(record.partition),
      [DEAD_LETTER_HEADERS.offset]: String(record.offset),
      [DEAD_LETTER_HEADERS.group]: failure.group,
      [DEAD_LETTER_HEADERS.code]: failure.code,
      [DEAD_LETTER_HEADERS.attempts]: String(failure.attempts),
      [DEAD_LETTER_HEADERS.firstSeenAt]: String(failure.firstSeenAt),
    },
  };
}

/** Reads the origin back; undefined when the record is no dead letter of ours. */
export function deadLetterOrigin(record: LogRecord): DeadLetterOrigin | undefined {
  const text = (name: keyof typeof DEAD_LETTER_HEADERS): string | undefined =>
    record.headers[DEAD_LETTER_HEADERS[name]];
  const [topic, group, code] = [text('topic'), text('group'), text('code')];
  if (topic === undefined || group === undefined || code === undefined) return undefined;
  return {
    topic,
    group,
    code,
    partition: Number(text('partition')),
    offset: Number(text('offset')),
    attempts: Number(text('attempts')),
    firstSeenAt: Number(text('firstSeenAt')),
  };
}
