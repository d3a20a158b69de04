import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownMessage } from '../../../wire/model.ts';
import { Bubble } from './bubble.tsx';
import { Reaction } from './reaction.tsx';
import { TypingSign } from './typing-sign.tsx';

interface MessageLogProps {
  readonly label: string;
  readonly messages: readonly ShownMessage[];
  /** Shown while there is nothing yet. */
  readonly empty: ComponentChildren;
  /** The word under a message, beside its time. */
  readonly markOf: (message: ShownMessage) => string;
  /** With what the person can react to an answer. */
  readonly reactions: readonly string[];
  /** Empty: takes it back. */
  readonly onReact: (message: ShownMessage, emoji: string) => void;
  readonly isTyping: boolean;
  /** After the last message. */
  readonly children?: ComponentChildren;
}

/** A conversation in bubbles; stays at its end, where the newest is. */
export function MessageLog({
  label,
  messages,
  empty,
  markOf,
  reactions,
  onReact,
  isTyping,
  children,
}: MessageLogProps) {
  const log = useRef<HTMLDivElement>(null);
  const newest = messages.at(-1)?.id;
  useLayoutEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [newest, messages.length, isTyping]);
  return (
    <div class="log" ref={log} role="log" aria-label={label} tabIndex={0}>
      {messages.length === 0 && <div class="empty">{empty}</div>}
      {messages.map((message) => (
        <Bubble key={message.id} message={message} mark={markOf(message)}>
          {message.direction === 'to-customer' && (
            <Reaction choices={reactions} chosen={message.reaction} onReact={(emoji) => onReact(message, emoji)} />
          )}
        </Bubble>
      ))}
      {children}
      <TypingSign isTyping={isTyping} />
    </div>
  );
}
