import { neighbour } from './window-order.ts';

export interface WindowTab {
  readonly name: string;
  readonly title: string;
  readonly unread: number;
}

interface WindowTabsProps {
  readonly tabs: readonly WindowTab[];
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

export function tabId(name: string): string {
  return `tab-${name}`;
}

export function panelId(name: string): string {
  return `window-${name}`;
}

/** One tab per window on narrow screens; arrow keys go from tab to tab. */
export function WindowTabs({ tabs, chosen, onChoose }: WindowTabsProps) {
  const order = tabs.map(({ name }) => name);
  const choose = (name: string): void => {
    onChoose(name);
    document.getElementById(tabId(name))?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowRight') choose(neighbour(order, chosen, 'next'));
    else if (event.key === 'ArrowLeft') choose(neighbour(order, chosen, 'previous'));
  };
  return (
    <div class="tabs" role="tablist" aria-label="Channels" onKeyDown={onKeyDown} tabIndex={-1}>
      {tabs.map(({ name, title, unread }) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={tabId(name)}
          class="tab"
          aria-selected={name === chosen}
          aria-controls={panelId(name)}
          tabIndex={name === chosen ? 0 : -1}
          onClick={() => onChoose(name)}
        >
          {title}
          {unread > 0 && name !== chosen && (
            <span class="badge">
              {unread}
              <span class="hidden-words"> new</span>
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
