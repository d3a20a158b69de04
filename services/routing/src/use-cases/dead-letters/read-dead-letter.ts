import { DEAD_LETTERS } from '@onethread/contracts';
import type { EventLog, LogRecord } from '@onethread/log';
import { RoutingError } from '../../domain/errors.ts';
import type { DeadLetterDocument } from '../../stores/documents.ts';
import type { UseCaseContext } from '../context.ts';

/** The part of the log that gives a letter's bytes. */
export type LetterLog = Pick<EventLog, 'read'>;

/** Throws `RoutingError` not-found. */
export async function knownLetter({ collections }: UseCaseContext, id: string): Promise<DeadLetterDocument> {
  const document = await collections.deadLetters.get(id);
  if (document === undefined) throw new RoutingError('not-found', 'there is no such dead letter');
  return document;
}

/** The letter's record as it stands in `dlq.v1`. Throws `RoutingError` expired when it is no longer there. */
export async function readLetter(log: LetterLog, letter: DeadLetterDocument): Promise<LogRecord> {
  if (letter.erased === true) throw new RoutingError('expired', 'its person was erased: its bytes are given to nobody');
  const from = { partition: letter.dlqPartition, offset: letter.dlqOffset };
  for await (const record of log.read({ topic: DEAD_LETTERS.name, from })) {
    if (record.partition === from.partition && record.offset === from.offset && record.key === letter.key)
      return record;
    break;
  }
  throw new RoutingError('expired', 'its bytes are no longer in the log: only what is listed is known of it');
}
