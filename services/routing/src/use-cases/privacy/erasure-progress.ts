import { customerIdOf } from '@onethread/contracts';
import type { CustomerId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import type { ErasureCounts, ErasureDocument } from '../../stores/erasure-documents.ts';
import { ERASURE_STEPS } from '../../stores/erasure-documents.ts';
import { without } from '../../domain/without.ts';
import type { UseCaseContext } from '../context.ts';

/** Thrown when another process has taken the same erasure further: it is read again. */
export class OvertakenError extends Error {}

/** What a piece of work changes of its erasure. */
export type Advance = Partial<Pick<ErasureDocument, 'place' | 'cuts' | 'streams' | 'scanned' | 'lettersKeptUntil'>> & {
  readonly counts?: Partial<ErasureCounts>;
};

/** Notes how far a step has come; what is repeated after a crash is counted once. Throws `OvertakenError`. */
export async function advance(
  context: Pick<UseCaseContext, 'collections' | 'now'>,
  erasure: ErasureDocument,
  { counts = {}, ...changes }: Advance,
): Promise<ErasureDocument> {
  return await save(context, erasure, {
    ...erasure,
    ...changes,
    counts: sum(erasure.counts, counts),
    touchedAt: context.now(),
  });
}

/** The next step, or the end. Throws `OvertakenError`. */
export async function finishStep(
  context: Pick<UseCaseContext, 'collections' | 'now'>,
  erasure: ErasureDocument,
): Promise<ErasureDocument> {
  const next = ERASURE_STEPS[ERASURE_STEPS.indexOf(erasure.step) + 1];
  const rest = without(erasure, 'place', 'touchedAt');
  if (next === undefined) return await save(context, erasure, { ...rest, finishedAt: context.now() });
  return await save(context, erasure, { ...rest, step: next, touchedAt: context.now() });
}

async function save(
  { collections }: Pick<UseCaseContext, 'collections'>,
  before: ErasureDocument,
  after: Omit<ErasureDocument, 'rev'>,
): Promise<ErasureDocument> {
  const { document } = await changeDocument<ErasureDocument>(collections.erasures, {
    id: before._id,
    believed: { document: before },
    make: (known) => {
      if (known?.rev !== before.rev) throw new OvertakenError();
      return after;
    },
  });
  if (document === undefined) throw new OvertakenError();
  return document;
}

/** Whom it is about. */
export function customersOf({ identityIds }: ErasureDocument): readonly CustomerId[] {
  return identityIds.map(customerIdOf);
}

function sum(known: ErasureCounts, more: Partial<ErasureCounts>): ErasureCounts {
  return {
    identities: known.identities + (more.identities ?? 0),
    entries: known.entries + (more.entries ?? 0),
    items: known.items + (more.items ?? 0),
    files: known.files + (more.files ?? 0),
    deadLetters: known.deadLetters + (more.deadLetters ?? 0),
    parked: known.parked + (more.parked ?? 0),
    searchEntries: known.searchEntries + (more.searchEntries ?? 0),
  };
}
