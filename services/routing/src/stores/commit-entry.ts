import type { CustomerId, Entry, EntryBody, EntryId } from '@onethread/contracts';
import { ContentionError, OutcomeUnknownError } from '@onethread/documents';
import { foldEntry } from '../domain/stream-head.ts';
import type { StreamHead } from '../domain/stream-head.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import type { HotStream } from './history-memory.ts';
import { catchUp } from './hot-stream.ts';
import { entryById, entryDocumentId } from './read-entries.ts';

/** Most heads that one entry is decided at before giving up. */
const MAX_ROUNDS = 200;

export interface EntryDraft {
  readonly entryId: EntryId;
  readonly customerId: CustomerId;
  /** Whether the entry may stand in this stream at all; asked at the same head as `make`. */
  readonly admitted: (head: StreamHead) => boolean;
  /** Decides from exactly this head; `undefined`: nothing to say. Must not write. */
  readonly make: (head: StreamHead) => EntryBody | undefined | Promise<EntryBody | undefined>;
  /** A record of the log that will be delivered again causes it: no sweeper needs to look. */
  readonly redelivered: boolean;
  /** µs that the entry must stand above. */
  readonly above?: number;
}

export type Commit =
  | { readonly outcome: 'committed' | 'duplicate'; readonly entry: Entry }
  | { readonly outcome: 'not-admitted' }
  | { readonly outcome: 'nothing' };

/**
 * Steps 2 to 4 of the write order. The insert under the next number is the commit. The entryId is looked up first only
 * where a clash, a lost answer or a refusal gives reason to: its unique index finds every other duplicate.
 */
export function commitEntry(context: UseCaseContext, hot: HotStream, draft: EntryDraft): Promise<Commit> {
  return hot.exclusively(() => commitNext(context, hot, draft));
}

async function commitNext(context: UseCaseContext, hot: HotStream, draft: EntryDraft): Promise<Commit> {
  const { collections } = context;
  let inDoubt = false;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (!draft.admitted(hot.head)) {
      if (await catchUp(collections, hot)) continue;
      return { outcome: 'not-admitted' };
    }
    if (inDoubt) {
      const there = await entryById(collections, draft.entryId);
      if (there !== undefined) return { outcome: 'duplicate', entry: there };
    }
    const { head } = hot;
    const body = await decide(draft, head).catch((error: unknown) => ({ refused: error }));
    if (body === undefined || 'refused' in body) {
      // What the entry itself has done already must not look like a reason against it; nor may an old head decide.
      if (!inDoubt || (await catchUp(collections, hot))) {
        inDoubt = true;
        continue;
      }
      if (body === undefined) return { outcome: 'nothing' };
      throw body.refused;
    }
    const entry = entryAfter(context, head, draft, body);
    const inserted = await insertEntry(context, entry, draft.redelivered);
    if (inserted) {
      hot.learn({ entry, head: foldEntry(head, entry) });
      return { outcome: 'committed', entry };
    }
    inDoubt = true;
    await catchUp(collections, hot);
  }
  throw new ContentionError(`stream ${hot.head.streamId} was written by others ${MAX_ROUNDS} times in a row`);
}

async function decide(draft: EntryDraft, head: StreamHead): Promise<EntryBody | undefined> {
  return draft.make(head);
}

function entryAfter(context: UseCaseContext, head: StreamHead, draft: EntryDraft, body: EntryBody): Entry {
  return {
    streamId: head.streamId,
    n: head.n + 1,
    entryId: draft.entryId,
    customerId: draft.customerId,
    at: Math.max(head.lastAt + 1, context.now() * 1000, (draft.above ?? 0) + 1),
    body,
  };
}

/** False where the number or the entryId is taken, or the answer was lost: the caller reads again either way. */
async function insertEntry({ collections, now }: UseCaseContext, entry: Entry, redelivered: boolean): Promise<boolean> {
  try {
    const { outcome } = await collections.entries.insert({
      _id: entryDocumentId(entry.streamId, entry.n),
      ...entry,
      ...(redelivered ? {} : { sweepAt: now() }),
    });
    return outcome === 'inserted';
  } catch (error) {
    if (error instanceof OutcomeUnknownError) return false;
    throw error;
  }
}
