/**
 * What a page's own service worker imports: tells of new messages, and opens the messenger when the notification is
 * clicked. Served as /widget-push.js behind a line that names the app (`onethreadApp`); plain script, since workers of
 * other companies import it as it is. The page's worker may set `self.onethreadPush = { title, text, icon, page }` before.
 */
(() => {
  /** Beside the page's address: the messenger opens by itself. The widget looks for the same word. */
  const OPEN = 'onethread-open';
  const { id, label } = self.onethreadApp;
  const tag = `onethread/${id}`;
  const wording = self.onethreadPush ?? {};

  const WINDOWS = { type: 'window', includeUncontrolled: true };

  /** A push without content, or with one that cannot be read, tells of a message as well. */
  const tell = async (data) => {
    let told = {};
    try {
      told = data?.json() ?? told;
    } catch {
      // Of a later version.
    }
    const { app = id, silent = false } = told;
    if (app !== id || (await self.clients.matchAll(WINDOWS)).some(({ focused }) => focused)) return;
    await self.registration.showNotification(wording.title ?? label, {
      body: wording.text ?? 'You have a new message',
      // The same tag takes the place of what is shown; it rings again only where the server says so.
      tag,
      renotify: !silent,
      silent,
      ...(wording.icon === undefined ? {} : { icon: wording.icon }),
    });
  };

  const openMessenger = async () => {
    const page = new URL(wording.page ?? '', self.registration.scope);
    const open = await self.clients.matchAll(WINDOWS);
    const there = open.find(({ url }) => url.startsWith(page.href)) ?? open[0];
    if (there !== undefined) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a client of this origin, no window
      there.postMessage(OPEN);
      await there.focus();
      return;
    }
    page.hash = OPEN;
    await self.clients.openWindow(page.href);
  };

  self.addEventListener('push', (event) => event.waitUntil(tell(event.data)));
  self.addEventListener('notificationclick', (event) => {
    if (event.notification.tag !== tag) return;
    event.notification.close();
    event.waitUntil(openMessenger());
  });
})();
