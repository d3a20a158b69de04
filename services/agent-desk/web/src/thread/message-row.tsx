import { StickyNote, TriangleAlert } from 'lucide-react';
import type { Item, MessageContent, PlaceholderContent, ReplyContent } from '../../../wire/model.ts';
import { useDeskState } from '../desk/desk-context.ts';
import type { ThreadState } from '../state/thread-state.ts';
import { Avatar } from '../ui/avatar.tsx';
import { ChannelLabel } from '../ui/channel-mark.tsx';
import { clockTime, fullTime } from '../ui/times.ts';
import { DeliveryState } from './delivery-state.tsx';
import { Parts } from './parts.tsx';
import { Reactions } from './reactions.tsx';
import { ReplyMarks } from './reply-marks.tsx';

const ERASED = 'Erased at the customer’s request.';

interface MessageRowProps {
  readonly item: Item;
  readonly first: boolean;
  readonly last: boolean;
  readonly thread: ThreadState;
  /** Of the person; empty: none is known. */
  readonly picture: string;
  /** Somebody was led here. */
  readonly sought: boolean;
}

/** A message, reply or note: customers on the left, our side on the right, notes in yellow. */
export function MessageRow({ item, first, last, thread, picture, sought }: MessageRowProps) {
  const state = useDeskState();
  const { content } = item;
  const identity = thread.identities[item.identityId];
  const atMs = item.atUs / 1000;
  if (content.kind === 'placeholder') {
    return (
      <div className="placeholder-row">
        <TriangleAlert size={16} aria-hidden />
        <span dir="auto">{item.erased ? ERASED : wordsOfPlaceholder(content)}</span>
      </div>
    );
  }
  if (content.kind === 'event') return null;
  const ours = content.kind !== 'message' || content.fromAgentOutside;
  const name =
    content.kind === 'message'
      ? authorOf(content, identity?.name || identity?.address || 'Customer')
      : content.kind === 'reply' && content.automatic
        ? 'Automatic reply'
        : content.agentName;
  const side = content.kind === 'note' ? 'note' : ours ? 'ours' : 'theirs';
  return (
    <article
      className="message"
      data-side={side}
      data-first={first}
      data-item={item.itemId}
      data-sought={sought}
      tabIndex={-1}
      aria-label={`${name}, ${clockTime(atMs)}${sought ? ', found' : ''}`}
    >
      {side === 'theirs' && (
        <span className="message-avatar">{first && <Avatar name={name} size={30} picture={picture} />}</span>
      )}
      <div className="message-column">
        {first && (
          <header className="message-head">
            {side === 'note' && <StickyNote size={14} aria-hidden />}
            <span className="message-author" dir="auto">
              {name}
            </span>
            {side === 'note' ? (
              <span>Note, only for the team</span>
            ) : (
              <ChannelLabel channel={state.channels[item.channel]} name={item.channel} />
            )}
            <time title={fullTime(atMs)}>{clockTime(atMs)}</time>
          </header>
        )}
        <div className="bubble" title={fullTime(atMs)} data-faint={item.erased || isFaint(content)}>
          <Body item={item} />
        </div>
        {content.kind === 'message' && <MessageMarks message={content} />}
        {content.kind === 'reply' && <Reactions reactions={content.reactions} />}
        {content.kind === 'reply' && <ReplyMarks item={item} reply={content} thread={thread} />}
        {content.kind === 'reply' && !item.erased && (
          <DeliveryState item={item} reply={content} thread={thread} last={last} />
        )}
      </div>
    </article>
  );
}

/** What was written, or why it is not there any more. */
function Body({ item: { content, erased } }: { readonly item: Item }) {
  if (erased) return <p className="unsent">{ERASED}</p>;
  if (content.kind === 'event' || content.kind === 'placeholder') return null;
  if (content.kind !== 'message') return <Parts parts={content.parts} />;
  return (
    <>
      {content.subject !== '' && (
        <p className="subject" dir="auto">
          {content.subject}
        </p>
      )}
      {content.unsent ? <p className="unsent">The customer withdrew this message.</p> : <Parts parts={content.parts} />}
    </>
  );
}

function MessageMarks({ message }: { readonly message: MessageContent }) {
  const words = [message.edited && !message.unsent ? 'Edited' : '', message.automatic ? 'Automatic answer' : ''].filter(
    Boolean,
  );
  return (
    <>
      <Reactions reactions={message.reactions} />
      {words.length > 0 && <p className="marks">{words.join(' · ')}</p>}
      {message.notice !== '' && (
        <p className="notice">
          <TriangleAlert size={14} aria-hidden /> {message.notice}
        </p>
      )}
    </>
  );
}

function authorOf(message: MessageContent, customer: string): string {
  return message.fromAgentOutside ? 'A colleague, outside of the desk' : customer;
}

function isFaint(content: MessageContent | ReplyContent | { readonly kind: 'note' }): boolean {
  if (content.kind === 'message') return content.unsent;
  return content.kind === 'reply' && (content.held || content.discarded || content.status === 'failed');
}

function wordsOfPlaceholder({ code, outcome, reason }: PlaceholderContent): string {
  return outcome === 'dropped'
    ? `A message was here that could not be read (${code}). It was given up: ${reason}`
    : `A message is here that could not be read yet (${code}). It appears once it is repaired.`;
}
