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

/** The whole page: a window for each provider, and the app; one at a time on narrow screens. */
export function PlaygroundPage() {
  const view = useView();
  const isNarrow = useNarrowScreen();
  const [touched, setChosen] = useState<string>();
  const { stage } = view;
  const { providers = [], people = [] } = stage ?? {};
  // The app grows where it stands when there are two of it: what is wide by itself comes after it.
  const chats = providers.filter(({ window }) => window === 'chat');
  const mailboxes = providers.filter(({ window }) => window === 'mail');
  const tabOf = ({ name, title }: ShownProvider) => ({ name, title, unread: unreadAt(view, name) });
  const tabs = [...chats.map(tabOf), { ...APP_WINDOW, unread: 0 }, ...mailboxes.map(tabOf)];
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
  const placeOf = (name: string) => ({ isNarrow, isShown: !isNarrow || chosen === name });
  return (
    <div class="page">
      <Header stage={stage} status={view.status} ticker={view.ticker} />
      <main aria-label="Customers">
        <Steps />
        {isNarrow && <WindowTabs tabs={tabs} chosen={chosen} onChoose={setChosen} />}
        <div class="windows" {...(isNarrow ? swipe : {})}>
          {chats.map((provider) => (
            <ChatWindow key={provider.name} provider={provider} people={people} place={placeOf(provider.name)} />
          ))}
          <CustomerAppWindow people={people} place={placeOf(APP_WINDOW.name)} />
          {mailboxes.map((provider) => (
            <MailWindow key={provider.name} provider={provider} people={people} place={placeOf(provider.name)} />
          ))}
        </div>
      </main>
    </div>
  );
}
