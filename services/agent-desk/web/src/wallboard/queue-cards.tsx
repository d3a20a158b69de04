import { CircleAlert } from 'lucide-react';
import type { QueueRow } from '../../../wire/assignment.ts';
import { clockSpan } from './clock-span.ts';

/** One card per queue: who waits, for how long, what is in work. */
export function QueueCards({ queues, now }: { readonly queues: readonly QueueRow[]; readonly now: number }) {
  return (
    <section aria-label="Queues">
      <h2>Queues</h2>
      {queues.length === 0 && <p className="wallboard-empty">No queue is served by this team.</p>}
      <ul className="queue-cards">
        {queues.map((row) => (
          <QueueCard key={row.queueId} row={row} now={now} />
        ))}
      </ul>
    </section>
  );
}

function QueueCard({ row, now }: { readonly row: QueueRow; readonly now: number }) {
  const { name, waiting, longestWaitingSinceMs, offered, inWork, snoozed, missedTargets } = row;
  const rest = [
    ['Offered', offered],
    ['In work', inWork],
    ['Snoozed', snoozed],
  ] as const;
  return (
    <li className="queue-card" data-waiting={waiting > 0}>
      <h3 dir="auto">{name}</h3>
      <dl>
        <div className="queue-main">
          <dt>Waiting</dt>
          <dd>{waiting}</dd>
        </div>
        <div className="queue-main">
          <dt>Longest</dt>
          <dd>{longestWaitingSinceMs === 0 ? '–' : clockSpan(now - longestWaitingSinceMs)}</dd>
        </div>
        {rest.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div data-tone={missedTargets > 0 ? 'bad' : ''}>
          <dt>Missed</dt>
          <dd>
            {missedTargets > 0 && <CircleAlert size={14} aria-hidden />}
            {missedTargets}
          </dd>
        </div>
      </dl>
    </li>
  );
}
