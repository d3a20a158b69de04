import { faultOf } from '../fault-of.ts';
import { ContentionError, OutcomeUnknownError, StoreUnavailableError, type Collection } from '@onethread/documents';
import { InvalidSearchRequestError, SearchUnavailableError } from '../errors.ts';
import { checkBatch, checkFind } from '../requests.ts';
import type {
  Candidate,
  FindRequest,
  FoundPage,
  SearchDocument,
  SearchIndex,
  SearchRebuild,
  SearchState,
} from '../search-index.ts';
import { requirementsOf, type Requirement } from '../text/tokens.ts';
import type { EntryDocument, StateDocument } from './collections.ts';
import { customerToken, elementOf, meets } from './entry-tokens.ts';
import { finished, withBuilding, type IndexState } from './index-state.ts';
import { newestEntries, placeOf, type EntryPlace } from './newest-entries.ts';
import { emptyEntry, entryId, writeEntries } from './write-entries.ts';

/** What the store cannot do at the moment; every call may be made again. */
const NOT_NOW = [StoreUnavailableError, OutcomeUnknownError, ContentionError] as const;
/** Entries that one `find` looks at: the rarest word's, newest first. */
const MAX_LOOKED_AT = 2000;
/** How far the frequency of a word is counted, to find the rarest. */
const MAX_COUNTED = 1000;
const PAGE = 200;

interface Collections {
  readonly entries: Collection<EntryDocument>;
  readonly state: IndexState;
}

/** An index on tokens in collections of a document store: any number of processes share it. */
export class DocumentSearchIndex implements SearchIndex {
  readonly description: string;
  readonly #entries: Collection<EntryDocument>;
  readonly #state: IndexState;

  constructor({ entries, state }: Collections, description: string) {
    this.#entries = entries;
    this.#state = state;
    this.description = description;
  }

  index(documents: readonly SearchDocument[]): Promise<void> {
    return reachable(async () => {
      checkBatch(documents);
      await this.#inEachGeneration((generation) => writeEntries(this.#entries, generation, documents));
    });
  }

  remove(ids: readonly string[]): Promise<void> {
    return reachable(async () => {
      checkBatch(ids);
      await this.#inEachGeneration(async (generation) => {
        for (const id of ids) await this.#entries.remove(entryId(generation, id));
      });
    });
  }

  emptyCustomer(customerId: string): Promise<number> {
    return reachable(async () => {
      const { serving } = await this.#state.read();
      let emptied = 0;
      await this.#inEachGeneration(async (generation) => {
        const all = { index: 'by_customer', equals: [generation, customerId], limit: PAGE } as const;
        let page = await this.#entries.find(all);
        for (;;) {
          for (const entry of page.documents) {
            if ((await emptyEntry(this.#entries, entry)) && generation === serving) emptied += 1;
          }
          if (page.cursor === undefined) return;
          page = await this.#entries.find({ ...all, after: page.cursor });
        }
      });
      return emptied;
    });
  }

  find(request: FindRequest): Promise<FoundPage> {
    return reachable(async () => {
      checkFind(request);
      const { query, customerIds, limit, after } = request;
      const { serving } = await this.#state.read();
      const requirements = requirementsOf(query);
      const elements = await this.#rarest(requirements, customerIds, serving);
      const among = customerIds && new Set(customerIds);
      const candidates: Candidate[] = [];
      let lookedAt = 0;
      const from = after === undefined ? undefined : placeFrom(after);
      for await (const entry of newestEntries(this.#entries, elements, serving, from)) {
        lookedAt += 1;
        const { id, customerId, at, tokens = [] } = entry;
        const fits = (among?.has(customerId) ?? true) && requirements.every((one) => meets(tokens, one));
        if (fits) candidates.push({ id, customerId, at });
        if (candidates.length >= limit || lookedAt >= MAX_LOOKED_AT) return { candidates, cursor: cursorAt(entry) };
      }
      return { candidates };
    });
  }

  count(atMost: number): Promise<number> {
    return reachable(async () => {
      const { serving } = await this.#state.read();
      return await this.#entries.count({ index: 'by_customer', equals: [serving] }, atMost);
    });
  }

  state(): Promise<SearchState> {
    return reachable(async () => {
      const { completeSince, building } = await this.#state.read();
      return { completeSince, isRebuilding: building !== undefined };
    });
  }

  setCompleteSince(at: number): Promise<void> {
    return reachable(async () => {
      await this.#state.read();
      await this.#state.change((known) => ({ ...stored(known), completeSince: at }));
    });
  }

  rebuild(): Promise<SearchRebuild> {
    return reachable(async () => {
      await this.#state.read();
      const { building = 0, place } = await this.#state.change((known) => withBuilding(stored(known)));
      return {
        resumedFrom: place,
        index: (documents, reached) => reachable(() => this.#build(building, documents, reached)),
        finish: () => reachable(() => this.#finish(building)),
      };
    });
  }

  checkHealth(): Promise<string | undefined> {
    return faultOf(() => this.state());
  }

  /** The store belongs to who opened it. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  async #build(generation: number, documents: readonly SearchDocument[], place: string): Promise<void> {
    checkBatch(documents);
    await writeEntries(this.#entries, generation, documents);
    await this.#state.change((known) => {
      const state = stored(known);
      return state.building === generation ? { ...state, place } : state;
    });
  }

  async #finish(generation: number): Promise<void> {
    const { retired } = await this.#state.change((known) => finished(stored(known), generation));
    for (const old of retired) {
      await this.#removeGeneration(old);
      await this.#state.change((known) => {
        const state = stored(known);
        return { ...state, retired: state.retired.filter((one) => one !== old) };
      });
    }
  }

  async #removeGeneration(generation: number): Promise<void> {
    for (;;) {
      const page = await this.#entries.find({ index: 'by_customer', equals: [generation], limit: PAGE });
      if (page.documents.length === 0) return;
      await Promise.all(page.documents.map(({ _id }) => this.#entries.remove(_id)));
    }
  }

  /**
   * In the generation that serves and the one that is being built. One that was begun meanwhile is written too: who builds
   * it may have read the text before it was changed.
   */
  async #inEachGeneration(write: (generation: number) => Promise<void>): Promise<void> {
    const written = new Set<number>();
    for (;;) {
      const missing = generationsOf(await this.#state.read()).filter((generation) => !written.has(generation));
      if (missing.length === 0) return;
      for (const generation of missing) {
        await write(generation);
        written.add(generation);
      }
    }
  }

  /** The elements that the fewest entries are found by: of one word, or of the customers asked for. */
  async #rarest(
    requirements: readonly Requirement[],
    customerIds: readonly string[] | undefined,
    generation: number,
  ): Promise<readonly string[]> {
    const words = requirements.map(elementOf).filter((element) => element !== undefined);
    const choices = [...words.map((word) => [word]), ...(customerIds ? [customerIds.map(customerToken)] : [])];
    let best: { readonly elements: readonly string[]; readonly found: number } | undefined;
    for (const elements of choices) {
      const counts = elements.map((element) =>
        this.#entries.count({ index: 'by_token', equals: [element, generation] }, MAX_COUNTED),
      );
      const found = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
      if (best === undefined || found < best.found) best = { elements, found };
      if (found === 0) break;
    }
    return best?.elements ?? [];
  }
}

function generationsOf({ serving, building }: StateDocument): readonly number[] {
  return building === undefined ? [serving] : [serving, building];
}

function stored(known: StateDocument | undefined): StateDocument {
  if (known === undefined) throw new SearchUnavailableError("the index's state was removed while it was used");
  return known;
}

function cursorAt(entry: EntryDocument): string {
  const { at, id } = placeOf(entry);
  return JSON.stringify([at, id]);
}

function placeFrom(cursor: string): EntryPlace {
  try {
    const [at, id] = JSON.parse(cursor) as unknown[];
    if (typeof at === 'number' && Number.isFinite(at) && typeof id === 'string') return { at, id };
  } catch {
    // Said below.
  }
  throw new InvalidSearchRequestError('this is not the cursor of an earlier page');
}

async function reachable<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Error) || !NOT_NOW.some((kind) => error instanceof kind)) throw error;
    throw new SearchUnavailableError(error.message, { cause: error });
  }
}
