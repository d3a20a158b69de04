import type { Outgoing } from '@onethread/client';
import { useEnvironment } from './environment.ts';
import { timeOf } from './format.ts';
import { MessageParts } from './message-parts.tsx';

export interface OutgoingRowProps {
  readonly message: Outgoing;
  readonly connected: boolean;
}

/** What the person wrote and the thread does not show yet. */
export function OutgoingRow({ message, connected }: OutgoingRowProps) {
  const { client, texts, locale } = useEnvironment();
  const { cid, text, files, state, reason, writtenAt } = message;
  const parts = [...(text === '' ? [] : [{ kind: 'text' as const, text }]), ...files.map(({ part }) => part)];
  const word = state === 'accepted' ? texts.sent : connected ? texts.sending : texts.waiting;
  return (
    <article class={`row mine first last ${state}`} aria-live={state === 'refused' ? undefined : 'off'}>
      <div class="content">
        <p class="author visually-hidden">{texts.you}</p>
        <MessageParts parts={parts} />
        {state === 'refused' ? (
          <div class="refused-note">
            <p role="alert">
              {texts.notSent} {reason}
            </p>
            <button type="button" class="text-button" onClick={() => client.session?.retry(cid)}>
              {texts.retry}
            </button>
            <button type="button" class="text-button" onClick={() => client.session?.discard(cid)}>
              {texts.remove}
            </button>
          </div>
        ) : (
          <p class="meta">
            <time dateTime={new Date(writtenAt).toISOString()}>{timeOf(writtenAt * 1000, locale)}</time>
            <span> · {word}</span>
          </p>
        )}
      </div>
    </article>
  );
}
