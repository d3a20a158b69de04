import type { FeedMessage, FeedPage } from '../protocol.ts';

/** Messages and pages as the server would send them. */
export function item(at: number, over: Partial<FeedMessage> = {}): FeedMessage {
  return {
    id: `i${at}`,
    at,
    rev: 1,
    mine: false,
    parts: [{ kind: 'text', text: `text ${at}` }],
    edited: false,
    unsent: false,
    ...over,
  };
}

export function page(items: readonly FeedMessage[], over: Partial<FeedPage> = {}): FeedPage {
  return {
    snapshot: false,
    items,
    cursor: 'c',
    state: { readUpTo: 0, agentsReadUpTo: 0, unread: items.filter(({ mine }) => !mine).length },
    live: true,
    ...over,
  };
}
