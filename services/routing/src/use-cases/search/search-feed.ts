import type { Entry, EntryId, EntryKind, IdentityId } from '@onethread/contracts';
import { itemOf } from '../../domain/item.ts';
import { indexedIdentity, indexedItem } from './searchable.ts';
import type { SearchContext } from './search-context.ts';

/**
 * What is announced within this time goes into the index together: a burst costs few writes. One thread's entries come one
 * after the other, so that it is also what each of them waits.
 */
const GATHER_MS = 50;
/** Items or identities of one write. */
const MAX_GATHERED = 200;

/** After these the words of their item may be others; most entries tell of statuses and assignments. */
const TEXTS: ReadonlySet<EntryKind> = new Set<EntryKind>([
  'message',
  'reply',
  'note',
  'edit',
  'unsend',
  'reply-decided',
]);

interface Batch {
  readonly items: Set<EntryId>;
  readonly identities: Set<IdentityId>;
  readonly done: PromiseWithResolvers<void>;
}

export interface SearchFeedOptions {
  /** Default 50 ms. */
  readonly gatherMs?: number;
}

/**
 * Keeps the search index up to history: of everything that entries made or changed the present state is read and indexed,
 * so that repetitions, and entries that come late or in another order, end in the same index.
 */
export class SearchFeed {
  readonly #context: SearchContext;
  readonly #gatherMs: number;
  #batch: Batch | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** One write at a time. */
  #turn: Promise<void> = Promise.resolve();

  constructor(context: SearchContext, { gatherMs = GATHER_MS }: SearchFeedOptions = {}) {
    this.#context = context;
    this.#gatherMs = gatherMs;
  }

  /** Resolves once what the entry touched is in the index, durably. Throws what the store or the index throws. */
  async take(entry: Entry): Promise<void> {
    const item = TEXTS.has(entry.body.kind) ? itemOf(entry) : undefined;
    const identity = entry.body.kind === 'message' ? entry.body.identityId : undefined;
    if (item === undefined && identity === undefined) return;
    const batch = (this.#batch ??= this.#begin());
    if (item !== undefined) batch.items.add(item);
    if (identity !== undefined) batch.identities.add(identity);
    if (batch.items.size >= MAX_GATHERED || batch.identities.size >= MAX_GATHERED) this.#send();
    await batch.done.promise;
  }

  /** Resolves when nothing is under way; what waits is written at once. */
  async stop(): Promise<void> {
    this.#send();
    await this.#turn;
  }

  #begin(): Batch {
    this.#timer = setTimeout(() => this.#send(), this.#gatherMs);
    return { items: new Set(), identities: new Set(), done: Promise.withResolvers() };
  }

  #send(): void {
    const batch = this.#batch;
    if (batch === undefined) return;
    clearTimeout(this.#timer);
    this.#batch = undefined;
    this.#turn = this.#turn.then(() => write(this.#context, batch).then(batch.done.resolve, batch.done.reject));
  }
}

async function write({ collections, search }: SearchContext, { items, identities }: Batch): Promise<void> {
  const [changed, met] = await Promise.all([
    items.size === 0 ? [] : collections.items.getMany([...items]),
    identities.size === 0 ? [] : collections.identities.getMany([...identities]),
  ]);
  await search.index([...changed.map(indexedItem), ...met.map(indexedIdentity)]);
}
