import { useState } from 'preact/hooks';
import type { TickerLine } from '../state/ticker.ts';
import { ModalDialog } from '../ui/modal-dialog.tsx';

/** What goes on between providers and Onethread: the newest line, and all of them on demand. */
export function EventTicker({ ticker }: { readonly ticker: readonly TickerLine[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const [newest] = ticker;
  return (
    <>
      <button type="button" class="ticker" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        <span class="hidden-words">Events. Newest: </span>
        {newest === undefined ? <span class="quiet">Nothing has happened yet</span> : <Line line={newest} />}
      </button>
      {isOpen && (
        <ModalDialog title="Events" kind="drawer" onClose={() => setIsOpen(false)}>
          <p class="hint">Webhooks and calls between the simulated providers and Onethread, newest first.</p>
          {newest === undefined && <p class="empty-line">Nothing has happened yet.</p>}
          <ul class="ticker-lines">
            {ticker.map((line) => (
              <li key={line.id}>
                <time>{TIME.format(line.at)}</time>
                <Line line={line} />
              </li>
            ))}
          </ul>
        </ModalDialog>
      )}
    </>
  );
}

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

function Line({ line }: { readonly line: TickerLine }) {
  return (
    <span class="ticker-line">
      <i class={`dot ${line.tone}`} aria-hidden="true" />
      {line.text}
      {line.times > 1 && <small> ×{line.times}</small>}
    </span>
  );
}
