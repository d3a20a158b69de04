import type { ParkedKey } from '../../../wire/operations.ts';
import { age, fullTime, futureTime } from '../ui/times.ts';
import { ShowThread } from './show-thread.tsx';

interface ParkedRowProps {
  readonly parked: ParkedKey;
  readonly now: number;
  readonly busy: boolean;
  readonly onRetry: () => void;
  readonly onGiveUp: () => void;
}

export function ParkedRow({ parked, now, busy, onRetry, onGiveUp }: ParkedRowProps) {
  const replies = parked.replies === 1 ? '1 reply waits' : `${parked.replies} replies wait`;
  const of = ` of ${parked.channel}, waiting since ${fullTime(parked.sinceMs)}`;
  return (
    <li className="operations-row">
      <div className="operations-what">
        <strong>
          {replies} on {parked.channel}
        </strong>
        <span dir="auto">
          {parked.reason} <code>{parked.code}</code>
        </span>
        <span className="faint" title={fullTime(parked.sinceMs)}>
          For {age(parked.sinceMs, now)} · tried next {parked.dueMs <= now ? 'now' : futureTime(parked.dueMs, now)} ·
          given up {futureTime(parked.givesUpMs, now)} · account {parked.account}
        </span>
      </div>
      <div className="operations-actions">
        <ShowThread customerId={parked.customerId} label={of} />
        <button type="button" className="button small" disabled={busy} onClick={onRetry}>
          Try now<span className="visually-hidden">{of}</span>
        </button>
        <button type="button" className="button small ghost" onClick={onGiveUp}>
          Give up…<span className="visually-hidden">{of}</span>
        </button>
      </div>
    </li>
  );
}
