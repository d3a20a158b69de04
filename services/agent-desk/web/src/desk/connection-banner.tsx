import { CloudOff, LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ConnectionState } from '../state/desk-state.ts';
import { useDesk } from './desk-context.ts';

/** A short hiccup is nobody's business. */
const PATIENCE_MS = 1200;

/** Says what does not work and that nothing is lost; gone by itself when all is well again. */
export function ConnectionBanner({ connection }: { readonly connection: ConnectionState }) {
  const { client } = useDesk();
  const troubled = connection === 'offline' || connection === 'reconnecting';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(troubled), troubled ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [troubled]);
  return (
    <output className="banner-place">
      {shown && troubled && (
        <div className="banner">
          {connection === 'offline' ? (
            <CloudOff size={18} aria-hidden />
          ) : (
            <LoaderCircle size={18} className="spin" aria-hidden />
          )}
          <span>
            {connection === 'offline'
              ? 'You are offline. Go on writing: everything is kept and sent when the connection is back.'
              : 'Reconnecting… Everything you send is kept and goes out in a moment.'}
          </span>
          {connection === 'offline' && (
            <button type="button" className="button small" onClick={() => client.wake()}>
              Try now
            </button>
          )}
        </div>
      )}
    </output>
  );
}
