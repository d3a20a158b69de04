import type { CustomerId, IdentityId, StreamId } from '@onethread/contracts';
import type { PageCursor } from '@onethread/documents';
import type { Document } from './document.ts';

/** The steps of erasing a person, in order; each may be repeated. */
export const ERASURE_STEPS = [
  'announce',
  'dead-letters',
  'waiting-replies',
  'identities',
  'entries',
  'items',
  'evidence',
  'late-entries',
  'finish',
] as const;
export type ErasureStep = (typeof ERASURE_STEPS)[number];

/** What was removed so far. */
export interface ErasureCounts {
  readonly identities: number;
  readonly entries: number;
  readonly items: number;
  readonly files: number;
  readonly deadLetters: number;
  readonly parked: number;
  readonly searchEntries: number;
}

/** One person being erased; `_id` names the identities. No name, address or word. */
export interface ErasureDocument extends Document<string> {
  /** Counted up when the same person is erased again. */
  readonly run: number;
  readonly identityIds: readonly IdentityId[];
  readonly by: string;
  readonly startedAt: number;
  readonly step: ErasureStep;
  /** How far the step has come. */
  readonly place?: ErasurePlace;
  /** Everything of a customer below this instant (µs) is erased. */
  readonly cuts: Readonly<Record<CustomerId, number>>;
  /** Every stream in which entries of theirs may stand. */
  readonly streams: readonly StreamId[];
  /** Highest number that was looked at in each. */
  readonly scanned: Readonly<Record<StreamId, number>>;
  readonly counts: ErasureCounts;
  /** Until when dead letters that were dropped are still in their topic, epoch ms. */
  readonly lettersKeptUntil: number;
  /** Epoch ms of the last step forward, while it is under way; indexed: who died is followed by another. */
  readonly touchedAt?: number;
  readonly finishedAt?: number;
}

/** Number of the stream or customer in its list, and how far that one was read. */
export interface ErasurePlace {
  readonly index: number;
  readonly above?: number;
  readonly after?: PageCursor;
}
