import type { ComponentChildren } from 'preact';
import { panelId, tabId } from './window-tabs.tsx';

export interface WindowPlace {
  /** One window at a time, under tabs. */
  readonly isNarrow: boolean;
  readonly isShown: boolean;
}

interface ChannelWindowProps {
  readonly name: string;
  readonly title: string;
  /** CSS. */
  readonly color: string;
  readonly place: WindowPlace;
  /** Takes the room of two where windows stand side by side. */
  readonly isWide?: boolean;
  /** Beside the title: who is played. */
  readonly controls: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The frame around one customer's side. Hidden ones stay in the page, so that an app keeps running. */
export function ChannelWindow(props: ChannelWindowProps) {
  const { name, title, color, place, isWide = false, controls, children } = props;
  const heading = `heading-${name}`;
  const tabPanel = place.isNarrow
    ? ({ role: 'tabpanel', 'aria-labelledby': tabId(name) } as const)
    : { 'aria-labelledby': heading };
  return (
    <section
      class={isWide ? 'window wide' : 'window'}
      style={{ '--channel': color }}
      id={panelId(name)}
      hidden={!place.isShown}
      {...tabPanel}
    >
      <header class="window-bar">
        <h2 id={heading}>{title}</h2>
        <div class="window-controls">{controls}</div>
      </header>
      {children}
    </section>
  );
}
