import type { Item } from '../../../wire/model.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { targetName } from '../targets/target-words.ts';
import { clockTime, fullTime, futureTime } from '../ui/times.ts';

/** What happened with the conversation: one quiet line. */
export function EventLine({ item }: { readonly item: Item }) {
  const { agents, queues } = useDeskState();
  const names: Names = {
    agent: (agentId) => agents[agentId]?.name,
    queue: (queueId) => queues.find((one) => one.queueId === queueId)?.name,
  };
  const atMs = item.atUs / 1000;
  return (
    <p className="event-line" data-event={item.content.kind === 'event' ? item.content.event : undefined}>
      <span>{wordsOf(item, names)}</span> <time title={fullTime(atMs)}>{clockTime(atMs)}</time>
    </p>
  );
}

interface Names {
  readonly agent: (agentId: string) => string | undefined;
  readonly queue: (queueId: string) => string | undefined;
}

function wordsOf({ content, atUs }: Item, names: Names): string {
  if (content.kind !== 'event') return '';
  const who = content.agentName || (names.agent(content.agentId) ?? '');
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
    case 'queued':
      return `Waits in ${names.queue(content.queueId) ?? 'another queue'}${reason}`;
    case 'target-warning':
      return `${targetName(content.target)} is at risk: due ${futureTime(content.dueMs, atUs / 1000)}`;
    case 'target-missed':
      return `${targetName(content.target)} missed: it was due ${futureTime(content.dueMs, atUs / 1000)}`;
    case 'released':
      return `Back in the queue${reason}`;
    default:
      return `${content.event}${reason}`;
  }
}
