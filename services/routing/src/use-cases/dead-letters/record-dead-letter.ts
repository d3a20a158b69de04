import { deadLetterIdOf, faultsOfValue } from '@onethread/contracts';
import type { EntryId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import type { DeadLetterDocument } from '../../stores/documents.ts';
import type { UseCaseContext } from '../context.ts';
import { placeholderOf } from '../placeholders.ts';
import { explainCode } from './explain-code.ts';

/** A record of `dlq.v1`, read as far as it can be. */
export interface ReadDeadLetter {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly group: string;
  readonly code: string;
  readonly attempts: number;
  readonly firstSeenAt: number;
  readonly key: string;
  readonly value: string;
  readonly at: number;
  readonly dlqPartition: number;
  readonly dlqOffset: number;
  /** Of the record that failed first, where this one is its replay. */
  readonly replayOf?: { readonly recordId: string; readonly deadLetterId: string };
  /** Of the message in it, where that can be read. */
  readonly entryId?: EntryId;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** As the topic's declaration says. */
const BYTES_KEPT_MS = 30 * DAY_MS;
/** What operators did stays known for longer than the bytes. */
const KNOWN_FOR_MS = 90 * DAY_MS;

/** Lists a dead letter for operators. Idempotent: a record that was put aside twice is one letter. */
export async function recordDeadLetter(context: UseCaseContext, letter: ReadDeadLetter): Promise<void> {
  const { topic, partition, offset, group, entryId, replayOf } = letter;
  const id = deadLetterIdOf(group, topic, partition, offset);
  const recordId = replayOf?.recordId ?? recordIdOf(letter);
  const placeholder = await placeholderOf(context, { recordId, ...(entryId === undefined ? {} : { entryId }) });
  await changeDocument<DeadLetterDocument>(context.collections.deadLetters, {
    id,
    make: (known) =>
      known ?? {
        _id: id,
        topic,
        partition,
        offset,
        group,
        key: letter.key,
        code: letter.code,
        error: faultsOfValue(topic, letter.value) ?? explainCode(letter.code),
        attempts: letter.attempts,
        firstSeenAt: letter.firstSeenAt,
        at: letter.at,
        bytes: Buffer.byteLength(letter.value),
        dlqPartition: letter.dlqPartition,
        dlqOffset: letter.dlqOffset,
        keptUntil: letter.at + BYTES_KEPT_MS,
        state: 'open',
        expiresAt: letter.at + KNOWN_FOR_MS,
        ...(placeholder && { placeholder: { customerId: placeholder.customerId, itemId: placeholder.itemId } }),
        ...(replayOf && { replayOf: replayOf.deadLetterId }),
      },
  });
}

/** Names a record of the log for ever. */
export function recordIdOf(place: {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}): string {
  return `${place.topic}/${place.partition}/${place.offset}`;
}
