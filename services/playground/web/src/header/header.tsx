import { useState } from 'preact/hooks';
import { FaultDrawer } from '../faults/fault-drawer.tsx';
import { countActiveFaults } from '../state/active-faults.ts';
import type { TickerLine } from '../state/ticker.ts';
import type { ConnectionStatus, View } from '../state/view.ts';
import { Icon } from '../ui/icons.tsx';
import { EventTicker } from './event-ticker.tsx';

interface HeaderProps {
  readonly stage: NonNullable<View['stage']>;
  readonly status: ConnectionStatus;
  readonly ticker: readonly TickerLine[];
}

export function Header({ stage, status, ticker }: HeaderProps) {
  const [isDrawerOpen, setIsDrawerOpen] = useState(false);
  const faults = countActiveFaults(stage.providers);
  return (
    <header class="top" aria-label="Playground">
      <h1>
        Onethread <span>Playground</span>
      </h1>
      <EventTicker ticker={ticker} />
      <div class="top-tools">
        <button
          type="button"
          class={faults > 0 ? 'button alarmed' : 'button'}
          aria-haspopup="dialog"
          onClick={() => setIsDrawerOpen(true)}
        >
          <Icon name="bolt" />
          Faults
          {faults > 0 && (
            <span class="badge">
              {faults}
              <span class="hidden-words"> switched on</span>
            </span>
          )}
        </button>
        <a class="button strong" href="/" target="_blank" rel="noreferrer">
          Open the desk <span aria-hidden="true">↗</span>
          <span class="hidden-words">(in a new tab)</span>
        </a>
      </div>
      <output class="connection-place">
        {status === 'lost' && <p class="lost">No connection to Onethread. Trying again…</p>}
      </output>
      {isDrawerOpen && <FaultDrawer stage={stage} onClose={() => setIsDrawerOpen(false)} />}
    </header>
  );
}
