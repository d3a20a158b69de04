import { browserDevice } from './browser-device.ts';
import { Messenger, type MessengerEvents } from './messenger/messenger.ts';
import type { GetToken } from './people/user-source.ts';
import { OPEN_WORD } from './push/device-push.ts';
import { settingsFromScript } from './settings.ts';
import { mountMessenger } from './ui/mount.tsx';

/** What an embedding page finds as `window.Onethread`. */
export interface OnethreadApi {
  open(this: void): void;
  close(this: void): void;
  /** The person signed in by the app; the callback asks the app's backend for a fresh signed token. */
  identify(this: void, getToken: GetToken): void;
  /** Forgets the person on this device. */
  logout(this: void): void;
  /** Returns how to stop listening. */
  on<Name extends keyof MessengerEvents>(
    this: void,
    name: Name,
    listener: (news: MessengerEvents[Name]) => void,
  ): () => void;
}

function start(script: HTMLScriptElement): OnethreadApi {
  const settings = settingsFromScript(script, document.documentElement.lang, document.baseURI);
  const messenger = new Messenger(browserDevice(settings));

  const show = (): void => {
    const root = mountMessenger(messenger, settings);
    // A page that the browser keeps for the back button is looked at again perhaps after its person signed out: it is
    // covered until that is known.
    window.addEventListener('pagehide', ({ persisted }) => void (root.hidden = persisted));
    window.addEventListener('pageshow', () => {
      messenger.wake();
      root.hidden = false;
    });
    const called = location.hash === `#${OPEN_WORD}`;
    if (called) history.replaceState(history.state, '', location.pathname + location.search);
    if (settings.startOpen || called) messenger.open();
    else messenger.start();
  };
  if (document.body === null) document.addEventListener('DOMContentLoaded', show, { once: true });
  else show();

  if (settings.pushWorker !== undefined)
    navigator.serviceWorker?.addEventListener('message', ({ data }) => {
      if (data === OPEN_WORD) messenger.open();
    });
  window.addEventListener('online', () => messenger.wake());
  window.addEventListener('offline', () => messenger.networkLost());
  window.addEventListener('pagehide', () => messenger.save());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') messenger.wake();
    else messenger.save();
  });

  return {
    open: () => messenger.open(),
    close: () => messenger.close(),
    identify: (getToken) => messenger.identify(getToken),
    logout: () => messenger.logout(),
    on: (name, listener) => messenger.on(name, listener),
  };
}

/** The script may come twice into one page; the first one serves both. */
function api(): OnethreadApi {
  const { Onethread: earlier } = window as { Onethread?: OnethreadApi };
  if (earlier !== undefined) return earlier;
  if (!(document.currentScript instanceof HTMLScriptElement))
    throw new Error('Onethread: embed widget.js with a classic <script src>, not as a module');
  return start(document.currentScript);
}

export const { open, close, identify, logout, on } = api();
// Callers may wait for it: the script is usually loaded with `async`.
setTimeout(() => window.dispatchEvent(new Event('onethread-ready')));
