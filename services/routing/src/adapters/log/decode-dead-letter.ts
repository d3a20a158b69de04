import { deadLetterIdOf, INBOUND_MESSAGES } from '@onethread/contracts';
import { deadLetterOrigin } from '@onethread/log';
import type { DeadLetterOrigin, LogRecord } from '@onethread/log';
import type { ReadDeadLetter } from '../../use-cases/dead-letters/record-dead-letter.ts';
import { REPLAY_OF_HEADER } from '../../use-cases/dead-letters/replay-dead-letter.ts';
import { remainsOf } from './decode-record.ts';

/** Reads a record of `dlq.v1`, whatever it is: what does not say where it failed counts as failed where it stands. */
export function decodeDeadLetter(record: LogRecord): ReadDeadLetter {
  const origin = saneOrigin(deadLetterOrigin(record)) ?? {
    topic: record.topic,
    partition: record.partition,
    offset: record.offset,
    group: 'unknown',
    code: 'foreign',
    attempts: 0,
    firstSeenAt: record.timestamp,
  };
  const { entryId } = origin.topic === INBOUND_MESSAGES.name ? remainsOf(record) : {};
  const replayOf = replayOfRecord(record);
  return {
    ...origin,
    key: record.key,
    value: record.value,
    at: record.timestamp,
    dlqPartition: record.partition,
    dlqOffset: record.offset,
    ...(entryId === undefined ? {} : { entryId }),
    ...(replayOf === undefined
      ? {}
      : { replayOf: { recordId: replayOf.recordId, deadLetterId: deadLetterIdOf(origin.group, ...replayOf.place) } }),
  };
}

function saneOrigin(origin: DeadLetterOrigin | undefined): DeadLetterOrigin | undefined {
  if (origin === undefined) return undefined;
  const { partition, offset, attempts, firstSeenAt } = origin;
  return [partition, offset, attempts, firstSeenAt].every((number) => Number.isSafeInteger(number))
    ? origin
    : undefined;
}

const RECORD_ID = /^([\w.-]{1,200})\/(\d{1,9})\/(\d{1,15})$/u;

/** The record that failed first, where this one is its replay. */
export function replayOfRecord({
  headers,
}: Pick<LogRecord, 'headers'>):
  { readonly recordId: string; readonly place: readonly [string, number, number] } | undefined {
  const [recordId, topic, partition, offset] = RECORD_ID.exec(headers[REPLAY_OF_HEADER] ?? '') ?? [];
  if (recordId === undefined || topic === undefined) return undefined;
  return { recordId, place: [topic, Number(partition), Number(offset)] };
}
