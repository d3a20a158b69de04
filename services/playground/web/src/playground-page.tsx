import { useState } from 'preact/hooks';
import type { ShownProvider } from '../../wire/model.ts';
import { ChatWindow } from './chat/chat-window.tsx';
import { CustomerAppWindow, APP_WINDOW } from './customer-app-window/customer-app-window.tsx';
import { Header } from './header/header.tsx';
import { Steps } from './header/steps.tsx';
import { MailWindow } from './mail/mail-window.tsx';
import { unreadAt } from './state/conversations.ts';
import { useNarrowScreen } from './ui/use-narrow-screen.ts';
import { useView } from './use-view.ts';
import { useSwipe } from './windows/use-swipe.ts';
import { neighbour } from './windows/window-order.ts';
import { WindowTabs } from './windows/window-tabs.tsx';

const WINDOW_KINDS = { chat: ChatWindow, mail: MailWindow } as const satisfies Record<ShownProvider['window'], unknown>;

/** The whole page: a window for each provider, and the app; one at a time on narrow screens. */
export function PlaygroundPage() {
  const view = useView();
  const isNarrow = useNarrowScreen();
  const [touched, setChosen] = useState<string>();
  const { stage } = view;
  const tabs = [
    ...(stage?.providers ?? []).map(({ name, title }) => ({ name, title, unread: unreadAt(view, name) })),
    { ...APP_WINDOW, unread: 0 },
  ];
  const chosen = touched ?? tabs[0]?.name ?? APP_WINDOW.name;
  const order = tabs.map(({ name }) => name);
  const swipe = useSwipe((direction) => setChosen(neighbour(order, chosen, direction)));
  if (stage === undefined) {
    return (
      <main class="opening" aria-busy="true">
        <h1>Onethread Playground</h1>
        <output>{view.status === 'lost' ? 'No connection. Trying again…' : 'Setting the stage…'}</output>
      </main>
    );
  }
  const { people, providers } = stage;
  const placeOf = (name: string) => ({ isNarrow, isShown: !isNarrow || chosen === name });
  return (
    <div class="page">
      <Header stage={stage} status={view.status} ticker={view.ticker} />
      <main aria-label="Customers">
        <Steps />
        {isNarrow && <WindowTabs tabs={tabs} chosen={chosen} onChoose={setChosen} />}
        <div class="windows" {...(isNarrow ? swipe : {})}>
          {providers.map((provider) => {
            const Window = WINDOW_KINDS[provider.window];
            return <Window key={provider.name} provider={provider} people={people} place={placeOf(provider.name)} />;
          })}
          <CustomerAppWindow people={people} place={placeOf(APP_WINDOW.name)} />
        </div>
      </main>
    </div>
  );
}
