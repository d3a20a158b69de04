import type { Collection, Query } from '@onethread/documents';
import type { EntryDocument } from './collections.ts';

/** A place between entries: they are ordered by (`at`, document id), newest first. */
export interface EntryPlace {
  readonly at: number;
  readonly id: string;
}

const PAGE = 100;

/** Entries of one generation that hold any of these elements, newest first, beyond a place: a merge of range reads. */
export async function* newestEntries(
  entries: Collection<EntryDocument>,
  elements: readonly string[],
  generation: number,
  after: EntryPlace | undefined,
): AsyncGenerator<EntryDocument, void, undefined> {
  const sources = elements.map((element) => entriesOf(entries, element, generation, after));
  const heads = await Promise.all(sources.map((source) => source.next()));
  for (;;) {
    let newest = -1;
    for (const [index, head] of heads.entries()) {
      const leading = heads[newest]?.value;
      if (head.done !== true && (leading === undefined || isBefore(head.value, leading))) newest = index;
    }
    const head = heads[newest];
    const source = sources[newest];
    if (head === undefined || head.done === true || source === undefined) return;
    yield head.value;
    heads[newest] = await source.next();
  }
}

export function placeOf({ at, _id: id }: EntryDocument): EntryPlace {
  return { at, id };
}

async function* entriesOf(
  entries: Collection<EntryDocument>,
  element: string,
  generation: number,
  after: EntryPlace | undefined,
): AsyncGenerator<EntryDocument, void, undefined> {
  const query: Query = {
    index: 'by_token',
    equals: [element, generation],
    order: 'descending',
    limit: PAGE,
    ...(after === undefined ? {} : { to: after.at }),
  };
  let page = await entries.find(query);
  for (;;) {
    for (const entry of page.documents) if (after === undefined || isBeyond(entry, after)) yield entry;
    if (page.cursor === undefined) return;
    page = await entries.find({ ...query, after: page.cursor });
  }
}

function isBeyond({ at, _id: id }: EntryDocument, place: EntryPlace): boolean {
  return at < place.at || (at === place.at && id < place.id);
}

function isBefore(one: EntryDocument, other: EntryDocument): boolean {
  return one.at > other.at || (one.at === other.at && one._id > other._id);
}
