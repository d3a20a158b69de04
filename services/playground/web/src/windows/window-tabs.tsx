import { neighbour, WINDOW_ORDER, WINDOW_TITLES, type WindowName } from './window-names.ts';

interface WindowTabsProps {
  readonly chosen: WindowName;
  readonly unread: Readonly<Record<WindowName, number>>;
  readonly onChoose: (name: WindowName) => void;
}

export function tabId(name: WindowName): string {
  return `tab-${name}`;
}

export function panelId(name: WindowName): string {
  return `window-${name}`;
}

/** One tab per window on narrow screens; arrow keys go from tab to tab. */
export function WindowTabs({ chosen, unread, onChoose }: WindowTabsProps) {
  const choose = (name: WindowName): void => {
    onChoose(name);
    document.getElementById(tabId(name))?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowRight') choose(neighbour(chosen, 'next'));
    else if (event.key === 'ArrowLeft') choose(neighbour(chosen, 'previous'));
  };
  return (
    <div class="tabs" role="tablist" aria-label="Channels" onKeyDown={onKeyDown} tabIndex={-1}>
      {WINDOW_ORDER.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={tabId(name)}
          class={`tab tab-${name}`}
          aria-selected={name === chosen}
          aria-controls={panelId(name)}
          tabIndex={name === chosen ? 0 : -1}
          onClick={() => onChoose(name)}
        >
          {WINDOW_TITLES[name]}
          {unread[name] > 0 && name !== chosen && (
            <span class="badge">
              {unread[name]}
              <span class="hidden-words"> new</span>
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
