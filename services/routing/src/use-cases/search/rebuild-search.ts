import type { Collection, PageCursor, StoredDocument } from '@onethread/documents';
import type { SearchDocument } from '@onethread/search';
import { indexedIdentity, indexedItem } from './searchable.ts';
import type { SearchContext } from './search-context.ts';

export interface RebuildSearchProgress {
  /** Items and identities read by this call. */
  readonly done: number;
  readonly finished: boolean;
}

const PAGE = 200;

/** What is read first, and what then. */
const PHASES = ['items', 'identities'] as const;
type Phase = (typeof PHASES)[number];

/**
 * Makes the search index again from items and identities; the old one serves until the end. One that was interrupted goes
 * on where it was. Memory holds one page, whatever the size of history.
 */
export async function rebuildSearch(
  { collections, search }: SearchContext,
  onProgress: (progress: RebuildSearchProgress) => void | Promise<void> = () => undefined,
): Promise<RebuildSearchProgress> {
  const rebuild = await search.rebuild();
  const resumed = placeFrom(rebuild.resumedFrom);
  let done = 0;
  const readAll = async <D extends StoredDocument>(
    phase: Phase,
    collection: Collection<D>,
    indexed: (document: D) => SearchDocument,
  ): Promise<void> => {
    if (PHASES.indexOf(resumed.phase) > PHASES.indexOf(phase)) return;
    let after = resumed.phase === phase ? resumed.after : undefined;
    do {
      const query = { index: 'by_customer', limit: PAGE } as const;
      const page = await collection.find(after === undefined ? query : { ...query, after });
      after = page.cursor;
      const reached = after === undefined ? nextPhase(phase) : { phase, after };
      await rebuild.index(page.documents.map(indexed), JSON.stringify(reached));
      done += page.documents.length;
      await onProgress({ done, finished: false });
    } while (after !== undefined);
  };
  await readAll('items', collections.items, indexedItem);
  await readAll('identities', collections.identities, indexedIdentity);
  await rebuild.finish();
  const last = { done, finished: true };
  await onProgress(last);
  return last;
}

interface ReachedPlace {
  readonly phase: Phase;
  readonly after?: PageCursor;
}

function nextPhase(phase: Phase): ReachedPlace {
  return { phase: PHASES[PHASES.indexOf(phase) + 1] ?? phase };
}

function placeFrom(place: string | undefined): ReachedPlace {
  return place === undefined ? { phase: PHASES[0] } : (JSON.parse(place) as ReachedPlace);
}
