import type { Row } from '@onethread/client';
import { useEnvironment } from './environment.ts';
import { initialsOf, timeOf } from './format.ts';
import { MessageParts } from './message-parts.tsx';

export type MessageRowProps = Omit<Extract<Row, { kind: 'message' }>, 'kind' | 'key'> & {
  /** Read out when it comes: new, and not one's own. */
  readonly announced: boolean;
};

export function MessageRow({ message, first, last, state, announced }: MessageRowProps) {
  const { texts, locale } = useEnvironment();
  const { mine, at, agentName, parts, edited, unsent } = message;
  const author = mine ? texts.you : (agentName ?? texts.support);
  return (
    <article
      class={`row ${mine ? 'mine' : 'theirs'} ${first ? 'first' : ''} ${last ? 'last' : ''}`}
      aria-live={announced ? undefined : 'off'}
    >
      {!mine && (
        <span class="avatar" aria-hidden="true">
          {last ? initialsOf(author) : ''}
        </span>
      )}
      <div class="content">
        <p class={first && !mine ? 'author' : 'author visually-hidden'} dir="auto">
          {author}
        </p>
        {unsent ? <p class="bubble removed">{texts.unsent}</p> : <MessageParts parts={parts} />}
        <p class={last || state !== undefined || edited ? 'meta' : 'meta visually-hidden'}>
          <time dateTime={new Date(at / 1000).toISOString()}>{timeOf(at, locale)}</time>
          {edited && !unsent && <span> · {texts.edited}</span>}
          {state !== undefined && <span> · {texts[state]}</span>}
        </p>
      </div>
    </article>
  );
}
