import { useCallback, useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import { unreadOf } from '@onethread/client';
import { useEnvironment } from './environment.ts';
import { Launcher } from './launcher.tsx';
import { Panel } from './panel.tsx';

/** Everything inside the shadow root. */
export function MessengerUi() {
  const { messenger, client, language } = useEnvironment();
  const [, render] = useReducer((count: number) => count + 1, 0);
  // Before anything else can happen: what came after the paint and before an effect would never be shown.
  useLayoutEffect(() => messenger.subscribe(() => render(undefined)), [messenger]);
  const launcherRef = useRef<HTMLButtonElement>(null);
  const focusLauncher = useCallback(() => launcherRef.current?.focus(), []);
  const { view } = client;
  const { session } = view;
  const { isOpen, wasOpened } = messenger;

  return (
    <div class="messenger" lang={language}>
      <Launcher open={isOpen} unread={session === undefined ? 0 : unreadOf(session.feed)} button={launcherRef} />
      {wasOpened && <Panel view={view} open={isOpen} focusAfterwards={focusLauncher} />}
    </div>
  );
}
