import type { CustomerId, Entry, EntryBody, EntryId } from '@onethread/contracts';
import { ContentionError } from '@onethread/documents';
import type { StreamHead } from '../domain/stream-head.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import { commitEntry } from './commit-entry.ts';
import type { EntryDraft } from './commit-entry.ts';
import { findStream } from './find-stream.ts';
import { openStream } from './hot-stream.ts';
import type { HotStream } from './history-memory.ts';
import { projectUpTo } from './project-stream.ts';
import { showAtOnce } from './show-at-once.ts';
import type { StreamContext } from './stream-context.ts';

const MAX_ROUNDS = 50;

export interface AppendOptions {
  /**
   * The record that causes this entry is delivered again until this call has resolved. Default false: the sweeper looks
   * after the entry's projections.
   */
  readonly redelivered?: boolean;
}

export interface Appended {
  readonly entry: Entry;
  /** It was there already; this is the stored fact. */
  readonly duplicate: boolean;
}

/**
 * The one way to write history: `append` of the write order, steps 1 to 5. `make` decides from the head of the stream that
 * the customer is a member of, perhaps several times; it may read but must not write. `undefined` from it: nothing to
 * write (and `append` resolves to `undefined`). When this resolves the fact is stored, projected and announced.
 *
 * Throws what `make` throws, `StoreUnavailableError`, `LogUnavailableError` and `ContentionError`: the latter three may be
 * tried again with the same `entryId`.
 */
export async function append(
  context: UseCaseContext,
  customerId: CustomerId,
  entryId: EntryId,
  make: (head: StreamHead) => EntryBody | undefined | Promise<EntryBody | undefined>,
  { redelivered = false }: AppendOptions = {},
): Promise<Appended | undefined> {
  const steps = streamContext(context);
  const stored = await store(steps, customerId, entryId, make, redelivered);
  if (stored === undefined) return undefined;
  const { entry, holder, duplicate } = stored;
  await steps.project(holder, entry.n);
  // The delivery that stored it may have died before it announced it.
  if (duplicate) await context.announce([{ key: entry.streamId, event: { version: 1, type: 'entry', entry } }]);
  return { entry, duplicate };
}

/** For those who work on streams outside `append`: moves and the sweeper. */
export function streamContext(context: UseCaseContext): StreamContext {
  const { memory } = context.collections;
  const within: StreamContext = {
    ...context,
    project: (hot, n) => {
      // A fault leaves the stream dirty: the sweeper repeats it.
      memory.inBackground(projectUpTo(within, hot, n).catch(() => undefined));
      return Promise.resolve();
    },
    followUp: async (customerId, entryId, body) => {
      const stored = await store(within, customerId, entryId, () => body, false);
      if (stored !== undefined) await within.project(stored.holder, stored.entry.n);
    },
  };
  return { ...within, project: (hot, n) => projectUpTo(within, hot, n) };
}

interface Stored extends Appended {
  readonly holder: HotStream;
}

/** Steps 1 to 4. */
async function store(
  context: StreamContext,
  customerId: CustomerId,
  entryId: EntryId,
  make: EntryDraft['make'],
  redelivered: boolean,
): Promise<Stored | undefined> {
  const { collections } = context;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const hot = await findStream(context, customerId);
    const commit = await commitEntry(context, hot, {
      entryId,
      customerId,
      admitted: (head) => head.members.includes(customerId),
      make,
      redelivered,
    });
    if (commit.outcome === 'nothing') return undefined;
    if (commit.outcome === 'not-admitted') continue;
    const { entry } = commit;
    if (commit.outcome === 'committed') {
      showAtOnce(context, hot, entry);
      return { entry, holder: hot, duplicate: false };
    }
    const holder = await openStream(collections, entry.streamId);
    return { entry, holder, duplicate: true };
  }
  throw new ContentionError(`customer ${customerId} was moved ${MAX_ROUNDS} times in a row`);
}
