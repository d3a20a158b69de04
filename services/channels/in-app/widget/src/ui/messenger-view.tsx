import { useCallback, useEffect, useReducer, useRef } from 'preact/hooks';
import { unreadOf } from '../thread/feed.ts';
import { useEnvironment } from './environment.ts';
import { Launcher } from './launcher.tsx';
import { Panel } from './panel.tsx';

/** Everything inside the shadow root. */
export function MessengerUi() {
  const { messenger, language } = useEnvironment();
  const [, render] = useReducer((count: number) => count + 1, 0);
  useEffect(() => messenger.subscribe(() => render(undefined)), [messenger]);
  const launcherRef = useRef<HTMLButtonElement>(null);
  const focusLauncher = useCallback(() => launcherRef.current?.focus(), []);
  const { open, session, opened } = messenger.view;

  return (
    <div class="messenger" lang={language}>
      <Launcher open={open} unread={session === undefined ? 0 : unreadOf(session.feed)} button={launcherRef} />
      {opened && <Panel view={messenger.view} focusAfterwards={focusLauncher} />}
    </div>
  );
}
