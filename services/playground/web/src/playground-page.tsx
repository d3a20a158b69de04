import { useState } from 'preact/hooks';
import { CustomerAppWindow } from './customer-app-window/customer-app-window.tsx';
import { Header } from './header/header.tsx';
import { Steps } from './header/steps.tsx';
import { MailWindow } from './mail/mail-window.tsx';
import { MessengerWindow } from './messenger/messenger-window.tsx';
import { PhoneWindow } from './phone/phone-window.tsx';
import { unreadAt } from './state/conversations.ts';
import { useNarrowScreen } from './ui/use-narrow-screen.ts';
import { useView } from './use-view.ts';
import { neighbour, WINDOWS, type WindowName } from './windows/window-names.ts';
import { useSwipe } from './windows/use-swipe.ts';
import { WindowTabs } from './windows/window-tabs.tsx';

/** The whole page: four windows side by side, one at a time on narrow screens. */
export function PlaygroundPage() {
  const view = useView();
  const isNarrow = useNarrowScreen();
  const [chosen, setChosen] = useState<WindowName>('phone');
  const swipe = useSwipe((direction) => setChosen((name) => neighbour(name, direction)));
  const { stage } = view;
  if (stage === undefined) {
    return (
      <main class="opening" aria-busy="true">
        <h1>Onethread Playground</h1>
        <output>{view.status === 'lost' ? 'No connection. Trying again…' : 'Setting the stage…'}</output>
      </main>
    );
  }
  const unread = {
    phone: unreadAt(view, 'sms'),
    messenger: unreadAt(view, 'messenger'),
    mail: unreadAt(view, 'mail'),
    app: 0,
  };
  const placeOf = (name: WindowName) => ({ isNarrow, isShown: !isNarrow || chosen === name });
  return (
    <div class="page">
      <Header stage={stage} status={view.status} ticker={view.ticker} />
      <main aria-label="Customers">
        <Steps />
        {isNarrow && <WindowTabs chosen={chosen} unread={unread} onChoose={setChosen} />}
        <div class="windows" {...(isNarrow ? swipe : {})}>
          <PhoneWindow stage={stage} place={placeOf(WINDOWS.phone)} />
          <MessengerWindow stage={stage} place={placeOf(WINDOWS.messenger)} />
          <MailWindow stage={stage} place={placeOf(WINDOWS.mail)} />
          <CustomerAppWindow stage={stage} place={placeOf(WINDOWS.app)} />
        </div>
      </main>
    </div>
  );
}
