import type { Row } from '@onethread/client';
import { useEnvironment } from './environment.ts';
import { dayOf } from './format.ts';
import { MessageRow } from './message-row.tsx';

export interface TimelineRowProps {
  readonly row: Row;
  /** µs; later messages of agents are news and read out. */
  readonly historyUpTo: number;
}

export function TimelineRow({ row, historyUpTo }: TimelineRowProps) {
  const { texts, locale, now } = useEnvironment();
  switch (row.kind) {
    case 'day':
      return (
        <h3 class="day" aria-live="off">
          {dayOf(row.at, now(), locale, texts)}
        </h3>
      );
    case 'unread':
      return (
        <h3 class="unread-line" aria-live="off">
          <span>{texts.newMessages}</span>
        </h3>
      );
    case 'message': {
      const { key: _, kind: __, ...message } = row;
      return <MessageRow {...message} announced={!row.message.mine && row.message.at > historyUpTo} />;
    }
    default:
      return row satisfies never;
  }
}
