import type { CustomerId, IdentityId } from '@onethread/contracts';
import type { Item } from '../../domain/item.ts';
import type { Watermark } from '../../domain/stream-head.ts';
import type { ItemDocument } from '../../stores/documents.ts';
import { identitiesById } from './identities-by-id.ts';
import { mergedItems, placeOf, type Place } from './merged-items.ts';
import type { ReadingContext } from './reading-context.ts';
import { serveItem, type ServedItem } from './served-item.ts';

export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 200;
/** A page ends here though more items were asked for: what a client takes in one message is bounded. */
const MAX_PAGE_BYTES = 1024 * 1024;
/** Beside its texts, what a part and an item cost on the wire, rounded up. */
const BYTES_PER_PART = 300;

export interface PageRequest {
  readonly direction: 'older' | 'newer';
  readonly from?: Place;
  /** 1 to 200. */
  readonly size: number;
  /** What this viewer may see. Default: everything. */
  readonly visible?: (item: Item) => boolean;
}

/** Items in ascending order, and where to go on in either direction; absent: there is no more. */
export interface ItemsPage {
  readonly items: readonly ServedItem[];
  readonly older?: Place;
  readonly newer?: Place;
}

/** Throws nothing but the store's errors; memory is bounded by the page, whatever the thread's length. */
export async function readItemsPage(
  { collections }: Pick<ReadingContext, 'collections'>,
  members: readonly CustomerId[],
  watermarks: ReadonlyMap<IdentityId, Watermark>,
  { direction, from, size, visible = () => true }: PageRequest,
): Promise<ItemsPage> {
  const taken: ItemDocument[] = [];
  let bytes = 0;
  let more = false;
  const options = { direction, chunk: Math.min(size, MAX_PAGE_SIZE) + 1, ...(from === undefined ? {} : { from }) };
  for await (const item of mergedItems(collections, members, options)) {
    if (!visible(item)) continue;
    const weight = itemBytes(item);
    if (taken.length >= size || (taken.length > 0 && bytes + weight > MAX_PAGE_BYTES)) {
      more = true;
      break;
    }
    taken.push(item);
    bytes += weight;
  }
  if (direction === 'older') taken.reverse();
  const identities = await identitiesById(
    collections,
    taken.map((item) => item.identityId),
  );
  const items = taken.map((item) =>
    serveItem(item, item.identityId && identities.get(item.identityId), watermarks, members),
  );
  return { items, ...turns(taken, { direction, more, came: from !== undefined }) };
}

/** Back the way it came there is always something: the item that the token was made of. */
function turns(
  taken: readonly ItemDocument[],
  { direction, more, came }: { readonly direction: 'older' | 'newer'; readonly more: boolean; readonly came: boolean },
): Pick<ItemsPage, 'older' | 'newer'> {
  const first = taken[0];
  const last = taken.at(-1);
  if (first === undefined || last === undefined) return {};
  const older = direction === 'older' ? more : came;
  const newer = direction === 'newer' ? more : came;
  return { ...(older ? { older: placeOf(first) } : {}), ...(newer ? { newer: placeOf(last) } : {}) };
}

/** What an item takes on the wire at most, without its reactions. */
export function itemBytes(item: Item): number {
  let bytes = BYTES_PER_PART;
  for (const part of item.parts) {
    bytes += BYTES_PER_PART;
    // A character of UTF-16 is at most three bytes of UTF-8.
    if (part.kind === 'text') bytes += 3 * (part.text.length + (part.html?.length ?? 0));
  }
  return bytes;
}
