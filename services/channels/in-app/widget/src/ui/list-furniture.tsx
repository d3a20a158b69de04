import type { SessionView } from '@onethread/client';
import { SpeechIcon } from './icons.tsx';
import { useEnvironment } from './environment.ts';

export function EmptyThread() {
  const { texts } = useEnvironment();
  return (
    <div class="empty" aria-live="off">
      <span class="wave" aria-hidden="true">
        <SpeechIcon />
      </span>
      <h3>{texts.emptyTitle}</h3>
      <p>{texts.emptyText}</p>
    </div>
  );
}

/** Scrolling up loads by itself; the button does the same for everybody else. */
export function OlderMessages({ state }: { readonly state: SessionView['older'] }) {
  const { client, texts } = useEnvironment();
  const words = { idle: texts.loadOlder, loading: texts.loadingOlder, failed: texts.olderFailed };
  return (
    <div class="older" aria-live="off">
      <button
        type="button"
        class="text-button"
        aria-disabled={state === 'loading'}
        onClick={() => void client.session?.loadOlder()}
      >
        {words[state]}
      </button>
    </div>
  );
}

export function TypingStatus({ agentName }: { readonly agentName: string | undefined }) {
  const { texts, say } = useEnvironment();
  return (
    // An <output> belongs to a form's calculation; this is news.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="status" class="typing" dir="auto">
      {agentName !== undefined && (
        <span>
          <i class="dots" aria-hidden="true">
            <b />
            <b />
            <b />
          </i>
          {say(texts.typing, { name: agentName || texts.support })}
        </span>
      )}
    </div>
  );
}
