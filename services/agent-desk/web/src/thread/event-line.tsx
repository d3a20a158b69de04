import type { Item } from '../../../wire/model.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { clockTime, fullTime, futureTime } from '../ui/times.ts';

/** What happened with the conversation: one quiet line. */
export function EventLine({ item }: { readonly item: Item }) {
  const { agents } = useDeskState();
  const atMs = item.atUs / 1000;
  return (
    <p className="event-line">
      <span>{wordsOf(item, (agentId) => agents[agentId]?.name)}</span>{' '}
      <time title={fullTime(atMs)}>{clockTime(atMs)}</time>
    </p>
  );
}

function wordsOf({ content, atUs }: Item, nameOf: (agentId: string) => string | undefined): string {
  if (content.kind !== 'event') return '';
  const who = content.agentName || (nameOf(content.agentId) ?? '');
  const reason = content.reason === '' ? '' : ` (${content.reason})`;
  switch (content.event) {
    case 'opened':
      return `Conversation opened${reason}`;
    case 'reopened':
      return (who === '' ? 'Reopened by a new message' : `${who} reopened it`) + reason;
    case 'resolved':
      return `${who || 'Onethread'} resolved it${reason}`;
    case 'snoozed':
      return `${who || 'Onethread'} snoozed it until ${futureTime(content.untilMs, atUs / 1000)}${reason}`;
    case 'woken':
      return `Back from snoozing${reason}`;
    case 'assigned':
      return content.reason === 'accepted'
        ? `${who || 'An agent'} accepted it`
        : `${who || 'An agent'} took it on${reason}`;
    case 'released':
      return `Back in the queue${reason}`;
    default:
      return `${content.event}${reason}`;
  }
}
