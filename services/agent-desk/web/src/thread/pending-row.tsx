import { CircleAlert, Clock } from 'lucide-react';
import { useDesk, useDeskState } from '../desk/desk-context.ts';
import type { PendingItem } from '../state/desk-state.ts';
import { Parts } from './parts.tsx';

/** What is on its way into history. */
export function PendingRow({ pending }: { readonly pending: PendingItem }) {
  const { client } = useDesk();
  const { connection } = useDeskState();
  const refused = pending.state === 'refused';
  const waiting = connection === 'live' ? 'Sending…' : 'Kept here; goes out when the connection is back';
  return (
    <article
      className="message"
      data-side={pending.kind === 'note' ? 'note' : 'ours'}
      data-first="false"
      aria-label="On its way"
    >
      <div className="message-column">
        <div className="bubble" data-faint="true">
          <Parts parts={pending.parts} />
        </div>
        <div className="delivery" data-status={refused ? 'failed' : 'queued'}>
          <p className="delivery-line">
            {refused ? <CircleAlert size={14} aria-hidden /> : <Clock size={14} aria-hidden />}
            <span role={refused ? 'alert' : undefined}>{refused ? `Not sent: ${pending.message}` : waiting}</span>
          </p>
          {refused && (
            <p className="remedies">
              <button type="button" className="button small" onClick={() => client.resubmit(pending)}>
                Send again
              </button>
              <button
                type="button"
                className="button small"
                onClick={() => client.discardPending(pending.clientMessageId)}
              >
                Discard
              </button>
            </p>
          )}
        </div>
      </div>
    </article>
  );
}
