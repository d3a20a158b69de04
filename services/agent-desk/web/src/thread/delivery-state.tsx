import { Ban, Check, CheckCheck, CircleAlert, CircleHelp, Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DeliveryStatus, Item, ReplyContent } from '../../../wire/model.ts';
import { useDesk } from '../desk/desk-context.ts';
import { deliveryOf, remediesOf } from '../state/delivery.ts';
import type { ThreadState } from '../state/thread-state.ts';
import { HeldReply } from './held-reply.tsx';
import { toast } from '../ui/toasts.tsx';
import { clockTime } from '../ui/times.ts';

const WORDS: Readonly<Record<DeliveryStatus, string>> = {
  queued: 'Waiting to be sent',
  sending: 'Sending',
  unknown: 'Not known whether it arrived',
  sent: 'Sent',
  failed: 'Not delivered',
  delivered: 'Delivered',
  read: 'Read',
};

const SIGNS: Readonly<Record<DeliveryStatus, ReactNode>> = {
  queued: <Clock size={14} aria-hidden />,
  sending: <Clock size={14} aria-hidden />,
  unknown: <CircleHelp size={14} aria-hidden />,
  sent: <Check size={14} aria-hidden />,
  failed: <CircleAlert size={14} aria-hidden />,
  delivered: <CheckCheck size={14} aria-hidden />,
  read: <CheckCheck size={14} aria-hidden />,
};

const REMEDY_WORDS = { send: 'Send anyway', retry: 'Send again', discard: 'Discard' } as const;

interface DeliveryStateProps {
  readonly item: Item;
  readonly reply: ReplyContent;
  readonly thread: ThreadState;
  /** Of its group: one sign for several replies that all went well. */
  readonly last: boolean;
}

/** How far a reply got, why not, and what can be done. */
export function DeliveryState({ item, reply, thread, last }: DeliveryStateProps) {
  const { client } = useDesk();
  const status = deliveryOf(item, reply, thread.watermarks);
  const remedies = remediesOf(reply);
  const trouble = status === 'failed' || status === 'unknown';
  if (reply.held && !reply.discarded) return <HeldReply item={item} reply={reply} thread={thread} />;
  if (!last && !trouble && !reply.discarded) return null;
  const decide = async (decision: 'send' | 'retry' | 'discard') => {
    const result = await client.run({ kind: 'decide-reply', itemId: item.itemId, decision });
    if (result.code !== 'ok') toast(result.message || 'That did not work. Try again.', { kind: 'error' });
  };
  return (
    <div className="delivery" data-status={reply.discarded ? 'discarded' : status}>
      <p className="delivery-line">
        {reply.discarded ? <Ban size={14} aria-hidden /> : SIGNS[status]}
        <span>{wordsOf(reply, status)}</span>
        {reply.statusAtMs > 0 && !trouble && <time>{clockTime(reply.statusAtMs)}</time>}
      </p>
      {remedies.length > 0 && (
        <p className="remedies">
          {remedies.map((remedy) => (
            <button key={remedy} type="button" className="button small" onClick={() => void decide(remedy)}>
              {REMEDY_WORDS[remedy]}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

function wordsOf(reply: ReplyContent, status: DeliveryStatus): string {
  if (reply.discarded) return 'Discarded, never sent';
  if (status === 'unknown') return `${WORDS.unknown}. Sending again may send it twice.`;
  if (status === 'sending' && reply.reason !== null) {
    return `Waits in the channel: ${reply.reason.text || reply.reason.code}. It is tried again by itself.`;
  }
  if (status !== 'failed' || reply.reason === null) return WORDS[status];
  const { text, code, permanent } = reply.reason;
  return `${WORDS.failed}: ${text || code}${permanent ? '. Try another address.' : ''}`;
}
