import { useEffect, useState } from 'preact/hooks';
import type { ClientView } from '@onethread/client';
import type { Texts } from '../texts/texts.ts';
import { useEnvironment } from './environment.ts';

/** Short breaks heal unseen; only a longer one is worth a word. */
const QUIET_MS = 2_500;

type Trouble = keyof Pick<Texts, 'offline' | 'reconnecting' | 'stopped' | 'signInFailed' | 'elsewhere'>;

function troubleOf({ session, signInFailed, elsewhere }: ClientView): Trouble | undefined {
  if (elsewhere) return 'elsewhere';
  if (session === undefined) return signInFailed ? 'signInFailed' : undefined;
  switch (session.connection) {
    case 'offline':
    case 'stopped':
      return session.connection === 'offline' ? 'offline' : 'stopped';
    case 'waiting':
    case 'connecting':
      return 'reconnecting';
    case 'idle':
    case 'live':
      return undefined;
    default:
      return session.connection satisfies never;
  }
}

export function Notice({ view }: { readonly view: ClientView }) {
  const { texts, say } = useEnvironment();
  const trouble = troubleOf(view);
  const lasting = useLasting(trouble === 'reconnecting', QUIET_MS);
  const shown = trouble === 'reconnecting' && !lasting ? undefined : trouble;
  const grave = shown === 'stopped' || shown === 'signInFailed' || shown === 'elsewhere';
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <output> belongs to a form */}
      <div role="status" class="notice">
        {shown !== undefined && !grave && <p>{texts[shown]}</p>}
      </div>
      <div role="alert" class="notice grave">
        {shown !== undefined && grave && <p>{texts[shown]}</p>}
        {view.lost > 0 && <p>{say(texts.lost, { count: view.lost })}</p>}
      </div>
    </>
  );
}

function useLasting(on: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!on) return undefined;
    const timer = setTimeout(() => setLasting(true), ms);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [on, ms]);
  return on && lasting;
}
