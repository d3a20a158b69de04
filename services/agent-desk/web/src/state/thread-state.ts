import type { ItemPage } from '../../../wire/api.ts';
import type { Identity, Item, ThreadUpdate, Watermark } from '../../../wire/model.ts';
import { compareItems, mergeIdentities, mergeItems, mergeWatermarks } from './merge-items.ts';

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
  /** An old stretch that is looked at instead of the newest items. */
  readonly window: ThreadWindow | null;
}

/**
 * A stretch of an old part of the thread that does not reach the newest items yet: where a search led to. It grows both
 * ways by pages; as soon as it meets what is followed live, both are one again.
 */
export interface ThreadWindow {
  readonly items: readonly Item[];
  readonly olderPageToken: string;
  readonly newerPageToken: string;
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
      window: null,
    };
  }
  return {
    ...thread,
    items: mergeItems(thread.items, notOlder(thread, update.items)),
    window: renewWindow(thread.window, update.items),
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

/** Without changes of items before the beginning of what is held: they come with their page, and must not stand alone. */
function notOlder(thread: ThreadState, changes: readonly Item[]): readonly Item[] {
  const [first] = thread.items;
  if (first === undefined || thread.olderPageToken === '') return changes;
  return changes.filter((item) => compareItems(item, first) >= 0);
}

/** The stretch with the newer state of what it shows; what is new to it belongs to the live part. */
function renewWindow(window: ThreadWindow | null, changes: readonly Item[]): ThreadWindow | null {
  if (window === null) return null;
  const shown = new Set(window.items.map((item) => item.itemId));
  const items = mergeItems(
    window.items,
    changes.filter((item) => shown.has(item.itemId)),
  );
  return items === window.items ? window : { ...window, items };
}
