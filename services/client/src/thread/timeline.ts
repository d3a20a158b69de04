import type { FeedMessage } from '../protocol.ts';
import type { Feed } from './feed.ts';

/** One line of the list. */
export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'unread'; readonly key: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: FeedMessage;
      /** First and last of what one author wrote in one go. */
      readonly first: boolean;
      readonly last: boolean;
      readonly state?: 'sent' | 'read';
    };

/** Messages of one author further apart than this stand apart, µs. */
const GROUP_WITHIN_US = 5 * 60 * 1_000_000;

/** Days in local time, the line before the first unread, authors' groups, and how far own messages have come. */
export function timelineOf(feed: Feed, firstUnreadId: string | undefined): readonly Row[] {
  const { items, state } = feed;
  const lastOwn = items.findLast(({ mine }) => mine)?.id;
  const lastRead = items.findLast(({ mine, at }) => mine && at <= state.agentsReadUpTo)?.id;
  const rows: Row[] = [];
  items.forEach((message, index) => {
    const before = items[index - 1];
    const after = items[index + 1];
    const newDay = before === undefined || dayOf(before.at) !== dayOf(message.at);
    if (newDay) rows.push({ kind: 'day', key: `day-${dayOf(message.at)}`, at: message.at });
    if (message.id === firstUnreadId) rows.push({ kind: 'unread', key: 'unread' });
    const shown = message.id === lastOwn || message.id === lastRead;
    const read = message.at <= state.agentsReadUpTo;
    rows.push({
      kind: 'message',
      key: message.cid ?? message.id,
      message,
      first: newDay || message.id === firstUnreadId || !together(before, message),
      last: !together(message, after) || after?.id === firstUnreadId,
      ...(shown && message.mine ? { state: read ? ('read' as const) : ('sent' as const) } : {}),
    });
  });
  return rows;
}

function together(one: FeedMessage | undefined, other: FeedMessage | undefined): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    one.mine === other.mine &&
    one.agentName === other.agentName &&
    dayOf(one.at) === dayOf(other.at) &&
    other.at - one.at < GROUP_WITHIN_US
  );
}

function dayOf(atUs: number): string {
  return new Date(atUs / 1000).toDateString();
}
