import type { ItemPage } from '../../../wire/api.ts';
import type { Identity, Item, ThreadUpdate, Watermark } from '../../../wire/model.ts';

/** What the tab holds of one customer's thread. */
export interface ThreadState {
  readonly customerId: string;
  /** Sorted by (atUs, itemId); each id once, in its newest known `rev`. */
  readonly items: readonly Item[];
  readonly watermarks: Readonly<Record<string, Watermark>>;
  readonly identities: Readonly<Record<string, Identity>>;
  readonly cursor: string;
  /** Empty: the beginning of the thread is here. */
  readonly olderPageToken: string;
  readonly agentsReadUpToUs: number;
  /** Counts snapshots: a page that was asked for before one belongs to what it replaced. */
  readonly epoch: number;
}

/** The thread after an update from the stream. */
export function applyThreadUpdate(thread: ThreadState | undefined, update: ThreadUpdate): ThreadState {
  if (thread === undefined || update.snapshot) {
    return {
      customerId: update.customerId,
      items: mergeItems([], update.items),
      watermarks: mergeWatermarks({}, update.watermarks),
      identities: mergeIdentities({}, update.identities),
      cursor: update.cursor,
      olderPageToken: update.olderPageToken,
      agentsReadUpToUs: update.agentsReadUpToUs,
      epoch: (thread?.epoch ?? 0) + 1,
    };
  }
  return {
    ...thread,
    items: mergeItems(thread.items, update.items),
    watermarks: mergeWatermarks(thread.watermarks, update.watermarks),
    identities: mergeIdentities(thread.identities, update.identities),
    cursor: update.cursor === '' ? thread.cursor : update.cursor,
    agentsReadUpToUs: Math.max(thread.agentsReadUpToUs, update.agentsReadUpToUs),
  };
}

/** The thread with a page of older items before it; unchanged where a snapshot came in between. */
export function addOlderPage(thread: ThreadState, epoch: number, page: ItemPage): ThreadState {
  if (thread.epoch !== epoch) return thread;
  return {
    ...thread,
    items: mergeItems(thread.items, page.items),
    watermarks: mergeWatermarks(thread.watermarks, page.watermarks),
    identities: mergeIdentities(thread.identities, page.identities),
    olderPageToken: page.olderPageToken,
  };
}

/** Brings `changes` into `items`: newer `rev` wins, an older one changes nothing. The same array where nothing changed. */
export function mergeItems(items: readonly Item[], changes: readonly Item[]): readonly Item[] {
  if (changes.length === 0) return items;
  const byId = new Map(items.map((item) => [item.itemId, item]));
  let changed = false;
  let inOrder = true;
  let last = items.at(-1);
  for (const change of changes) {
    const known = byId.get(change.itemId);
    if (known !== undefined && known.rev >= change.rev) continue;
    if (known === undefined ? last !== undefined && compareItems(last, change) > 0 : known.atUs !== change.atUs)
      inOrder = false;
    // Setting a known key keeps its place; a new one goes to the end.
    byId.set(change.itemId, change);
    if (known === undefined) last = change;
    changed = true;
  }
  if (!changed) return items;
  const merged = [...byId.values()];
  return inOrder ? merged : merged.toSorted(compareItems);
}

/** The order of a thread. */
export function compareItems(one: Item, other: Item): number {
  if (one.atUs !== other.atUs) return one.atUs - other.atUs;
  return one.itemId < other.itemId ? -1 : one.itemId > other.itemId ? 1 : 0;
}

function mergeWatermarks(
  known: Readonly<Record<string, Watermark>>,
  changes: readonly Watermark[],
): Readonly<Record<string, Watermark>> {
  if (changes.length === 0) return known;
  const merged = { ...known };
  for (const change of changes) {
    const before = merged[change.identityId];
    merged[change.identityId] = {
      identityId: change.identityId,
      deliveredUpToUs: Math.max(before?.deliveredUpToUs ?? 0, change.deliveredUpToUs),
      readUpToUs: Math.max(before?.readUpToUs ?? 0, change.readUpToUs),
    };
  }
  return merged;
}

function mergeIdentities(
  known: Readonly<Record<string, Identity>>,
  changes: readonly Identity[],
): Readonly<Record<string, Identity>> {
  if (changes.length === 0) return known;
  return { ...known, ...Object.fromEntries(changes.map((identity) => [identity.identityId, identity])) };
}
