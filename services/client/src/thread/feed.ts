import type { FeedMessage, FeedPage, FeedStateView } from '../protocol.ts';

/** What this device knows of the person's thread. Values never change: each step makes a new one. */
export interface Feed {
  /** Sorted by (at, id). */
  readonly items: readonly FeedMessage[];
  readonly cursor: string | undefined;
  readonly state: FeedStateView;
  /** Token of the next older page; undefined with `hasOlder`: begin with the newest page. */
  readonly older: string | undefined;
  readonly hasOlder: boolean;
  /** All that was missed has come. */
  readonly live: boolean;
  /** µs; how far the person has read on this device, before the server knows. */
  readonly readHereUpTo: number;
}

export const EMPTY_FEED: Feed = {
  items: [],
  cursor: undefined,
  state: { readUpTo: 0, agentsReadUpTo: 0, unread: 0 },
  older: undefined,
  hasOlder: false,
  live: false,
  readHereUpTo: 0,
};

export function mergePage(feed: Feed, page: FeedPage): Feed {
  const items = page.snapshot ? sorted(page.items) : mergeItems(feed.items, page.items);
  const olderPart = page.snapshot ? { older: page.older, hasOlder: page.older !== undefined } : {};
  return { ...feed, ...olderPart, items, cursor: page.cursor, state: page.state, live: page.live };
}

export function addOlderPage(
  feed: Feed,
  page: { readonly items: readonly FeedMessage[]; readonly older?: string },
): Feed {
  return {
    ...feed,
    items: mergeItems(feed.items, page.items),
    older: page.older,
    hasOlder: page.older !== undefined,
  };
}

/** Newer `rev` of an id wins; the same `rev` too, since it brings fresh links to files. */
export function mergeItems(known: readonly FeedMessage[], more: readonly FeedMessage[]): readonly FeedMessage[] {
  if (more.length === 0) return known;
  const byId = new Map(known.map((item) => [item.id, item]));
  for (const item of more) {
    const before = byId.get(item.id);
    if (before === undefined || item.rev >= before.rev) byId.set(item.id, item);
  }
  return sorted([...byId.values()]);
}

function sorted(items: readonly FeedMessage[]): readonly FeedMessage[] {
  return items.toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
}

export function readUpToOf({ state, readHereUpTo }: Feed): number {
  return Math.max(state.readUpTo, readHereUpTo);
}

/** The server's count, until this device has read further than the server knows. */
export function unreadOf(feed: Feed): number {
  if (feed.readHereUpTo <= feed.state.readUpTo) return feed.state.unread;
  return feed.items.filter((item) => !item.mine && item.at > feed.readHereUpTo).length;
}

export function firstUnreadOf(feed: Feed): FeedMessage | undefined {
  if (unreadOf(feed) === 0) return undefined;
  const readUpTo = readUpToOf(feed);
  return feed.items.find((item) => !item.mine && item.at > readUpTo);
}

/** More unread than this are not all loaded to show the first of them. */
const MOST_UNREAD_LOADED = 500;

/** Whether the first unread is among what is loaded (or too far back to fetch everything up to it). */
export function reachesFirstUnread(feed: Feed): boolean {
  const oldest = feed.items[0];
  return (
    !feed.hasOlder ||
    oldest === undefined ||
    unreadOf(feed) === 0 ||
    oldest.at <= readUpToOf(feed) ||
    feed.items.length >= MOST_UNREAD_LOADED
  );
}

export function lastFromAgents(feed: Feed): FeedMessage | undefined {
  return feed.items.findLast((item) => !item.mine);
}

/** A link to a file carries its end in `e` (epoch s). */
export function hasExpiredLinks(feed: Feed, nowMs: number): boolean {
  return feed.items.some((item) =>
    item.parts.some((part) => {
      const expires = 'url' in part ? /[?&]e=(\d+)/.exec(part.url)?.[1] : undefined;
      return expires !== undefined && Number(expires) * 1000 <= nowMs;
    }),
  );
}
