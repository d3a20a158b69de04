import type { ComponentChildren } from 'preact';
import { panelId, tabId } from './window-tabs.tsx';
import { WINDOW_TITLES, type WindowName } from './window-names.ts';

export interface WindowPlace {
  /** One window at a time, under tabs. */
  readonly isNarrow: boolean;
  readonly isShown: boolean;
}

interface ChannelWindowProps {
  readonly name: WindowName;
  readonly place: WindowPlace;
  /** Beside the title: who is played. */
  readonly controls: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The frame around one customer's side. Hidden ones stay in the page, so that an app keeps running. */
export function ChannelWindow({ name, place, controls, children }: ChannelWindowProps) {
  const heading = `heading-${name}`;
  const tabPanel = place.isNarrow
    ? ({ role: 'tabpanel', 'aria-labelledby': tabId(name) } as const)
    : { 'aria-labelledby': heading };
  return (
    <section class={`window window-${name}`} id={panelId(name)} hidden={!place.isShown} {...tabPanel}>
      <header class="window-bar">
        <h2 id={heading}>{WINDOW_TITLES[name]}</h2>
        <div class="window-controls">{controls}</div>
      </header>
      {children}
    </section>
  );
}
