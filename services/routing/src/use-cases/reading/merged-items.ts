import type { CustomerId } from '@onethread/contracts';
import type { Query } from '@onethread/documents';
import type { Collections } from '../../stores/collections.ts';
import type { ItemDocument } from '../../stores/documents.ts';

/** A place between items: threads are ordered by (`at`, id). */
export interface Place {
  readonly at: number;
  readonly id: string;
}

export interface MergeOptions {
  readonly direction: 'older' | 'newer';
  /** Strictly beyond this place; absent: from the end that the direction leaves. */
  readonly from?: Place;
  /** Documents per read and member: what is asked for at most, so that one page is one read. */
  readonly chunk: number;
}

type Reads = Pick<Collections, 'items'>;

/**
 * The items of several customers as one thread: a k-way merge of range reads. Memory is one chunk per member, however
 * long the thread is; nothing is read beyond what is taken.
 */
export async function* mergedItems(
  reads: Reads,
  members: readonly CustomerId[],
  options: MergeOptions,
): AsyncGenerator<ItemDocument, void, undefined> {
  const sources = members.map((member) => chunks(reads, member, options));
  const heads = await Promise.all(sources.map((source) => source.next()));
  const first = options.direction === 'older' ? -1 : 1;
  for (;;) {
    let best = -1;
    for (let index = 0; index < heads.length; index += 1) {
      const candidate = heads[index];
      const leading = heads[best];
      if (candidate === undefined || candidate.done === true) continue;
      if (leading === undefined || leading.done === true || first * byPlace(candidate.value, leading.value) < 0)
        best = index;
    }
    const chosen = heads[best];
    if (chosen === undefined || chosen.done === true) return;
    yield chosen.value;
    heads[best] = await (sources[best] as (typeof sources)[number]).next();
  }
}

export function placeOf(item: Pick<ItemDocument, '_id' | 'at'>): Place {
  return { at: item.at, id: item._id };
}

export function byPlace(one: Pick<ItemDocument, '_id' | 'at'>, other: Pick<ItemDocument, '_id' | 'at'>): number {
  return one.at - other.at || (one._id < other._id ? -1 : one._id > other._id ? 1 : 0);
}

async function* chunks(
  { items }: Reads,
  member: CustomerId,
  { direction, from, chunk }: MergeOptions,
): AsyncGenerator<ItemDocument, void, undefined> {
  const older = direction === 'older';
  const bound: Partial<Query> = from === undefined ? {} : older ? { to: from.at } : { from: from.at };
  const query: Query = {
    index: 'by_customer',
    equals: [member],
    ...bound,
    order: older ? 'descending' : 'ascending',
    limit: chunk,
  };
  let page = await items.find(query);
  for (;;) {
    for (const document of page.documents) {
      if (from !== undefined && !isBeyond(document, from, older)) continue;
      yield document;
    }
    if (page.cursor === undefined) return;
    page = await items.find({ ...query, after: page.cursor });
  }
}

function isBeyond(document: ItemDocument, { at, id }: Place, older: boolean): boolean {
  const distance = byPlace(document, { at, _id: id as ItemDocument['_id'] });
  return older ? distance < 0 : distance > 0;
}
