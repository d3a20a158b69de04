import type { DeviceStorage } from '../storage/device-storage.ts';
import { EMPTY_FEED, type Feed } from './feed.ts';

/** Kept per person on this device: enough for a first screen. Longer history comes from the server. */
const MAX_ITEMS = 100;
const MAX_CHARACTERS = 200_000;

const keyOf = (person: string): string => `feed/${person}`;

/** The last place on this device. Items and cursor are kept together, so that resuming never leaves a gap between them. */
export function saveFeed(storage: DeviceStorage, person: string, feed: Feed): void {
  if (feed.cursor === undefined) return;
  let characters = 0;
  let from = feed.items.length;
  while (from > 0 && feed.items.length - from < MAX_ITEMS) {
    characters += JSON.stringify(feed.items[from - 1]).length;
    if (characters > MAX_CHARACTERS) break;
    from -= 1;
  }
  const { cursor, state, hasOlder } = feed;
  const kept = { items: feed.items.slice(from), cursor, state, hasOlder: hasOlder || from > 0 };
  // Half a cache is worse than none: what does not fit is left out.
  if (!storage.set(keyOf(person), JSON.stringify(kept))) storage.remove(keyOf(person));
}

export function loadFeed(storage: DeviceStorage, person: string): Feed {
  try {
    const kept = JSON.parse(storage.get(keyOf(person)) ?? '') as Partial<Feed>;
    const { items, cursor, state, hasOlder = false } = kept;
    if (!Array.isArray(items) || typeof cursor !== 'string' || state === undefined) return EMPTY_FEED;
    return { ...EMPTY_FEED, items, cursor, state, hasOlder };
  } catch {
    return EMPTY_FEED;
  }
}

export function forgetFeed(storage: DeviceStorage, person: string): void {
  storage.remove(keyOf(person));
}
