import type { ThreadState } from '../state/thread-state.ts';
import { dayName } from '../ui/times.ts';
import { EventLine } from './event-line.tsx';
import { MessageRow } from './message-row.tsx';
import { PendingRow } from './pending-row.tsx';
import type { ThreadRow } from './thread-rows.ts';

interface ThreadRowViewProps {
  readonly row: ThreadRow;
  readonly thread: ThreadState;
  /** Of the person; empty: none is known. */
  readonly picture: string;
  readonly now: number;
  /** The item that somebody was led to. */
  readonly soughtId: string;
}

export function ThreadRowView({ row, thread, picture, now, soughtId }: ThreadRowViewProps) {
  switch (row.kind) {
    case 'day':
      return (
        <div className="day-line">
          <span>{dayName(row.atMs, now)}</span>
        </div>
      );
    case 'unread':
      return (
        <div className="unread-line">
          <span>New since you last looked</span>
        </div>
      );
    case 'event':
      return <EventLine item={row.item} thread={thread} />;
    case 'item':
      return (
        <MessageRow
          item={row.item}
          first={row.first}
          last={row.last}
          thread={thread}
          picture={picture}
          sought={row.item.itemId === soughtId}
        />
      );
    case 'pending':
      return <PendingRow pending={row.pending} />;
  }
}
