import type { ItemPage } from '../../../wire/api.ts';
import { compareItems, mergeIdentities, mergeItems, mergeWatermarks } from './merge-items.ts';
import type { ThreadState, ThreadWindow } from './thread-state.ts';

/** Shows the stretch around a place. A page that reaches the live part only makes that longer. */
export function openWindow(thread: ThreadState, epoch: number, page: ItemPage): ThreadState {
  if (thread.epoch !== epoch) return thread;
  const { olderPageToken, newerPageToken } = page;
  return joinLive(withPage(thread, page), { items: mergeItems([], page.items), olderPageToken, newerPageToken });
}

/** The stretch with a page more at one of its ends; unchanged where a snapshot came in between. */
export function growWindow(
  thread: ThreadState,
  epoch: number,
  direction: 'older' | 'newer',
  page: ItemPage,
): ThreadState {
  const { window } = thread;
  if (thread.epoch !== epoch || window === null) return thread;
  const items = mergeItems(window.items, page.items);
  const tokens =
    direction === 'older' ? { olderPageToken: page.olderPageToken } : { newerPageToken: page.newerPageToken };
  return joinLive(withPage(thread, page), { ...window, items, ...tokens });
}

/** Back to the newest items. */
export function closeWindow(thread: ThreadState): ThreadState {
  return thread.window === null ? thread : { ...thread, window: null };
}

/** What is looked at: the stretch, or else the live part. */
export function shownOf(thread: ThreadState): ThreadWindow {
  const { items, olderPageToken, window } = thread;
  return window ?? { items, olderPageToken, newerPageToken: '' };
}

function withPage(thread: ThreadState, page: ItemPage): ThreadState {
  return {
    ...thread,
    watermarks: mergeWatermarks(thread.watermarks, page.watermarks),
    identities: mergeIdentities(thread.identities, page.identities),
  };
}

function joinLive(thread: ThreadState, window: ThreadWindow): ThreadState {
  const [firstLive] = thread.items;
  const last = window.items.at(-1);
  const meets = firstLive === undefined || (last !== undefined && compareItems(last, firstLive) >= 0);
  if (!meets && window.newerPageToken !== '') return { ...thread, window };
  const [first] = window.items;
  const reachesBack = first !== undefined && (firstLive === undefined || compareItems(first, firstLive) < 0);
  const items = mergeItems(thread.items, window.items);
  return {
    ...thread,
    items,
    olderPageToken: reachesBack ? window.olderPageToken : thread.olderPageToken,
    window: null,
  };
}
