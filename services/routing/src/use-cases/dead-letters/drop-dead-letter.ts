import { changeDocument } from '@onethread/documents';
import { RoutingError } from '../../domain/errors.ts';
import type { DeadLetterDocument } from '../../stores/documents.ts';
import type { UseCaseContext } from '../context.ts';
import { closePlaceholder } from '../placeholders.ts';
import { knownLetter } from './read-dead-letter.ts';
import type { Decided } from './replay-dead-letter.ts';

export interface DropRequest {
  readonly deadLetterId: string;
  /** 1 to 500 characters. */
  readonly reason: string;
  readonly by: string;
}

/**
 * Gives a letter up. Its placeholder says so first, so that a crash in between leaves nothing that a repetition does not
 * finish. Throws `RoutingError` not-found, or conflict when it was replayed.
 */
export async function dropDeadLetter(
  context: UseCaseContext,
  { deadLetterId, reason, by }: DropRequest,
): Promise<Decided> {
  const letter = await knownLetter(context, deadLetterId);
  if (letter.state === 'dropped') return { letter, already: true };
  refuseReplayed(letter);
  if (letter.placeholder !== undefined) await closePlaceholder(context, letter.placeholder, 'dropped', reason);
  const { document = letter, changed } = await changeDocument<DeadLetterDocument>(context.collections.deadLetters, {
    id: deadLetterId,
    believed: { document: letter },
    make: (known) =>
      known?.state === 'open' ? { ...known, state: 'dropped', reason, decidedBy: by, decidedAt: context.now() } : known,
  });
  refuseReplayed(document);
  return { letter: document, already: !changed };
}

function refuseReplayed({ state }: DeadLetterDocument): void {
  if (state === 'replayed') throw new RoutingError('conflict', 'it was replayed already');
}
