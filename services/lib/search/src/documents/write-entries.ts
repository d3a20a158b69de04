import { changeDocument, type Collection } from '@onethread/documents';
import type { SearchDocument } from '../search-index.ts';
import type { EntryDocument } from './collections.ts';
import { entryTokens } from './entry-tokens.ts';

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
  const _id = entryId(generation, id);
  const fresh = { _id, id, generation, customerId, at, version, ...(tokens === undefined ? {} : { tokens }) };
  await changeDocument(entries, {
    id: _id,
    believed: { document: believed },
    make: (known) => (known !== undefined && known.version >= version ? known : fresh),
  });
}

/** Takes an entry's words away; its version stays. Says whether it had any. */
export async function emptyEntry(entries: Collection<EntryDocument>, entry: EntryDocument): Promise<boolean> {
  if (entry.tokens === undefined) return false;
  const { document } = await changeDocument(entries, {
    id: entry._id,
    believed: { document: entry },
    make: (known) => {
      if (known?.tokens === undefined) return known;
      const { tokens: _words, ...rest } = known;
      return rest;
    },
  });
  return document !== undefined;
}
