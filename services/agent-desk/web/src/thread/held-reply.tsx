import { Hand } from 'lucide-react';
import type { FilePart, Item, ReplyContent } from '../../../wire/model.ts';
import { handBack } from '../composer/handed-back.ts';
import { useDesk, useDeskState } from '../desk/desk-context.ts';
import type { ThreadState } from '../state/thread-state.ts';
import { wordsOfItem, writtenSince } from '../state/written-since.ts';
import { toast } from '../ui/toasts.tsx';
import { clockTime } from '../ui/times.ts';

/** Shown of what changed; the rest stands in the thread itself. */
const MAX_SHOWN = 3;

interface HeldReplyProps {
  readonly item: Item;
  readonly reply: ReplyContent;
  readonly thread: ThreadState;
}

/** A reply that was stopped because somebody else wrote meanwhile: what they wrote, and what to do with it. */
export function HeldReply({ item, reply, thread }: HeldReplyProps) {
  const { client } = useDesk();
  const state = useDeskState();
  const mine = reply.agentId === state.me?.agentId;
  const since = writtenSince(thread.items, item, state.seenWhenSent[reply.clientMessageId]);
  const decide = async (decision: 'send' | 'discard'): Promise<boolean> => {
    const result = await client.run({ kind: 'decide-reply', itemId: item.itemId, decision });
    if (result.code !== 'ok') toast(result.message || 'That did not work. Try again.', { kind: 'error' });
    return result.code === 'ok';
  };
  const edit = async () => {
    if (!(await decide('discard'))) return;
    const { conversationId, identityId } = item;
    const files = reply.parts.filter((part): part is FilePart => part.kind === 'file');
    handBack({ conversationId, identityId, text: textOf(reply), files });
  };
  return (
    <section className="held" aria-label="Reply not sent yet">
      <p className="held-head">
        <Hand size={16} aria-hidden />
        Not sent yet: {since.length === 0 ? 'somebody' : whoOf(since, thread)} wrote while{' '}
        {mine ? 'you were' : `${reply.agentName || 'the agent'} was`} writing.
      </p>
      <ul className="held-since">
        {since.slice(-MAX_SHOWN).map((one) => (
          <li key={one.itemId}>
            <strong dir="auto">{authorOf(one, thread)}</strong> <time>{clockTime(one.atUs / 1000)}</time>
            <span dir="auto">{wordsOfItem(one) || 'something without words'}</span>
          </li>
        ))}
      </ul>
      {since.length > MAX_SHOWN && <p className="faint">and {since.length - MAX_SHOWN} more above</p>}
      <p className="remedies">
        <button
          type="button"
          className="button small primary"
          data-shortcut={mine ? 'send-held' : undefined}
          onClick={() => void decide('send')}
        >
          Send anyway {mine && <kbd aria-hidden>Y</kbd>}
        </button>
        {mine && (
          <button type="button" className="button small" onClick={() => void edit()}>
            Edit
          </button>
        )}
        <button type="button" className="button small ghost" onClick={() => void decide('discard')}>
          Discard
        </button>
      </p>
    </section>
  );
}

function whoOf(items: readonly Item[], thread: ThreadState): string {
  return [...new Set(items.map((one) => authorOf(one, thread)))].slice(0, MAX_SHOWN).join(' and ');
}

function authorOf({ content, identityId }: Item, thread: ThreadState): string {
  if (content.kind === 'reply') return content.agentName || 'A colleague';
  const identity = thread.identities[identityId];
  return identity?.name || identity?.address || 'The customer';
}

function textOf(reply: ReplyContent): string {
  return reply.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n\n');
}
