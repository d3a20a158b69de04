import { OutcomeUnknownError, type Collection } from '@onethread/documents';
import { SearchUnavailableError } from '../errors.ts';
import type { SearchDocument } from '../search-index.ts';
import type { EntryDocument } from './collections.ts';
import { entryTokens } from './entry-tokens.ts';

const MAX_ROUNDS = 100;
/** Writes under way at once. */
const AT_ONCE = 16;

/** Of each id the highest version stands afterwards. */
export async function writeEntries(
  entries: Collection<EntryDocument>,
  generation: number,
  documents: readonly SearchDocument[],
): Promise<void> {
  const newest = [...newestOfEach(documents).values()];
  const known = await entries.getMany(newest.map(({ id }) => entryId(generation, id)));
  const stored = new Map(known.map((entry) => [entry._id, entry]));
  const outdated = newest.filter(({ id, version }) => (stored.get(entryId(generation, id))?.version ?? -1) < version);
  for (let from = 0; from < outdated.length; from += AT_ONCE) {
    const some = outdated.slice(from, from + AT_ONCE);
    await Promise.all(some.map((one) => writeEntry(entries, generation, one, stored.get(entryId(generation, one.id)))));
  }
}

export function entryId(generation: number, id: string): string {
  return `${generation}:${id}`;
}

function newestOfEach(documents: readonly SearchDocument[]): ReadonlyMap<string, SearchDocument> {
  const newest = new Map<string, SearchDocument>();
  for (const document of documents) {
    if ((newest.get(document.id)?.version ?? -1) < document.version) newest.set(document.id, document);
  }
  return newest;
}

async function writeEntry(
  entries: Collection<EntryDocument>,
  generation: number,
  { id, customerId, at, version, text }: SearchDocument,
  believed: EntryDocument | undefined,
): Promise<void> {
  const tokens = entryTokens(customerId, text);
  const fresh = { id, generation, customerId, at, version, ...(tokens === undefined ? {} : { tokens }) };
  const _id = entryId(generation, id);
  let known = believed;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (known !== undefined && known.version >= version) return;
    try {
      if (known === undefined) {
        if ((await entries.insert({ _id, ...fresh })).outcome === 'inserted') return;
      } else if ((await entries.replace({ _id, rev: known.rev, ...fresh })).outcome === 'applied') return;
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error;
    }
    known = await entries.get(_id);
  }
  throw new SearchUnavailableError(`an entry of the index was changed by others ${MAX_ROUNDS} times in a row`);
}

/** Takes an entry's words away; its version stays. Says whether it had any. */
export async function emptyEntry(entries: Collection<EntryDocument>, entry: EntryDocument): Promise<boolean> {
  let known: EntryDocument | undefined = entry;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (known?.tokens === undefined) return round > 0 && known !== undefined;
    const { tokens: _words, ...rest }: EntryDocument = known;
    try {
      if ((await entries.replace(rest)).outcome === 'applied') return true;
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error;
    }
    known = await entries.get(entry._id);
  }
  throw new SearchUnavailableError(`an entry of the index was changed by others ${MAX_ROUNDS} times in a row`);
}
