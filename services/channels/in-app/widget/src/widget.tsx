import { Client } from '@onethread/client';
import { browserDevice } from './browser-device.ts';
import { lookAround } from './context/look-around.ts';
import { PageContext } from './context/page-context.ts';
import { Messenger } from './messenger/messenger.ts';
import type { OnethreadApi } from './page-api.d.ts';
import { OPEN_WORD } from './push/device-push.ts';
import { settingsFromScript } from './settings.ts';
import { mountMessenger } from './ui/mount.tsx';

function start(script: HTMLScriptElement): OnethreadApi {
  const settings = settingsFromScript(script, document.documentElement.lang, document.baseURI);
  const context = new PageContext({
    pagesChoice: settings.context,
    keeper: () => client.session,
    look: () => lookAround(settings.appVersion),
    now: Date.now,
    changed: () => client.tellContext(),
  });
  const device = browserDevice(settings, () => context.told());
  const client = new Client(device);
  const messenger = new Messenger(client);

  const show = (): void => {
    const root = mountMessenger({ messenger, client, context, push: device.push, settings });
    // A page that the browser keeps for the back button is looked at again perhaps after its person signed out: it is
    // covered until that is known.
    window.addEventListener('pagehide', ({ persisted }) => void (root.hidden = persisted));
    window.addEventListener('pageshow', () => {
      client.wake();
      root.hidden = false;
    });
    const called = location.hash === `#${OPEN_WORD}`;
    if (called) history.replaceState(history.state, '', location.pathname + location.search);
    if (settings.startOpen || called) messenger.open();
    else client.start();
  };
  if (document.body === null) document.addEventListener('DOMContentLoaded', show, { once: true });
  else show();

  if (settings.pushWorker !== undefined)
    navigator.serviceWorker?.addEventListener('message', ({ data }) => {
      if (data === OPEN_WORD) messenger.open();
    });
  window.addEventListener('online', () => client.wake());
  window.addEventListener('offline', () => client.networkLost());
  window.addEventListener('pagehide', () => client.save());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') client.wake();
    else client.save();
  });

  return {
    open: () => messenger.open(),
    close: () => messenger.close(),
    toggle: () => messenger.toggle(),
    identify: (getToken) => client.identify(getToken),
    logout() {
      context.forget();
      client.logout();
    },
    track: (event, properties) => context.track(event, properties),
    setAttributes({ name, email, ...others }) {
      const fields = Object.fromEntries(Object.entries(others).map(([key, value]) => [key, String(value)]));
      const own = {
        ...(name === undefined ? {} : { name: `${name}` }),
        ...(email === undefined ? {} : { email: `${email}` }),
      };
      client.tellProfile({ ...own, fields }).catch((error: unknown) => console.warn('Onethread: attributes', error));
    },
    on: (name, listener) => messenger.on(name, listener),
  };
}

/** The script may come twice into one page; the first one serves both. */
function api(): OnethreadApi {
  if (window.Onethread !== undefined) return window.Onethread;
  if (!(document.currentScript instanceof HTMLScriptElement))
    throw new Error('Onethread: embed widget.js with a classic <script src>, not as a module');
  return start(document.currentScript);
}

const made = api();
export const { open, close, toggle, identify, logout, track, setAttributes, on } = made;

function call(name: keyof OnethreadApi, ...words: unknown[]): void {
  (made[name] as ((...given: unknown[]) => void) | undefined)?.(...words);
}

/** Pages may call `onethread('open')` before the script has come: a function of theirs that remembers. */
function answerQueue(): void {
  const { onethread: early } = window;
  if (early?.q === undefined) return;
  window.onethread = call;
  for (const words of early.q) call(...(Array.from(words) as Parameters<typeof call>));
}

// Callers may wait for it: the script is usually loaded with `async`.
setTimeout(() => {
  answerQueue();
  window.dispatchEvent(new Event('onethread-ready'));
});
