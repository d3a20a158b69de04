import { faultsOfValue, MAX_RECORD_BYTES, takesRecords } from '@onethread/contracts';
import { DEAD_LETTER_HEADERS } from '@onethread/log';
import type { LogRecord } from '@onethread/log';
import { changeDocument } from '@onethread/documents';
import { RoutingError } from '../../domain/errors.ts';
import type { DeadLetterDocument } from '../../stores/documents.ts';
import type { UseCaseContext } from '../context.ts';
import { knownLetter, readLetter } from './read-dead-letter.ts';
import type { LetterLog } from './read-dead-letter.ts';
import { recordIdOf } from './record-dead-letter.ts';

/** Header of a replayed record: the place of the record that failed first. By it its placeholder is found. */
export const REPLAY_OF_HEADER = 'replay-of';

export interface ReplayRequest {
  readonly deadLetterId: string;
  /** In place of the original bytes. */
  readonly correctedValue?: string;
  /** Who asks: kept with the letter. */
  readonly by: string;
}

/** What an operator's decision made of a letter; `already`: it was decided so before, and nothing was done now. */
export interface Decided {
  readonly letter: DeadLetterDocument;
  readonly already: boolean;
}

/**
 * Publishes a letter again to its topic under its own key, then notes it. A crash in between leaves the letter open: replayed
 * again, it is recognised by those who read it, as every record is. Throws `RoutingError` not-found, expired, or invalid (a
 * corrected value that the topic's readers could not read either, or of another key).
 */
export async function replayDeadLetter(
  context: UseCaseContext,
  log: LetterLog,
  { deadLetterId, correctedValue, by }: ReplayRequest,
): Promise<Decided> {
  const letter = await knownLetter(context, deadLetterId);
  if (letter.state === 'replayed') return { letter, already: true };
  if (!takesRecords(letter.topic)) throw new RoutingError('invalid', `${letter.topic} is no topic that is read`);
  if (correctedValue !== undefined) checkCorrection(letter, correctedValue);
  const record = await readLetter(log, letter);
  const value = correctedValue ?? record.value;
  await context.publish([{ topic: letter.topic, key: letter.key, value, headers: headersOf(letter, record) }]);
  const { document } = await changeDocument<DeadLetterDocument>(context.collections.deadLetters, {
    id: deadLetterId,
    believed: { document: letter },
    make: (known) => {
      if (known === undefined || known.state === 'replayed') return known;
      const { reason: _dropped, ...rest } = known;
      const corrected = correctedValue === undefined ? {} : { corrected: true };
      return { ...rest, ...corrected, state: 'replayed', decidedBy: by, decidedAt: context.now() };
    },
  });
  return { letter: document ?? letter, already: false };
}

/** Its own headers, without those that say why it was put aside. */
function headersOf(letter: DeadLetterDocument, { headers }: LogRecord): Record<string, string> {
  const ours = new Set<string>(Object.values(DEAD_LETTER_HEADERS));
  const own = Object.fromEntries(Object.entries(headers).filter(([name]) => !ours.has(name)));
  return { ...own, [REPLAY_OF_HEADER]: own[REPLAY_OF_HEADER] ?? recordIdOf(letter) };
}

function checkCorrection({ topic, key }: DeadLetterDocument, value: string): void {
  if (Buffer.byteLength(value) > MAX_RECORD_BYTES) {
    throw new RoutingError('invalid', `the corrected value is above ${MAX_RECORD_BYTES} bytes`);
  }
  const faults = faultsOfValue(topic, value);
  if (faults !== undefined)
    throw new RoutingError('invalid', `the corrected value is not what ${topic} takes: ${faults}`);
  const { identity } = JSON.parse(value) as { readonly identity?: { readonly identityId: string } };
  if (identity !== undefined && identity.identityId !== key) {
    throw new RoutingError('invalid', 'the corrected value is about another identity than its key');
  }
}
