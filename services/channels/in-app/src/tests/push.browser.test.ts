import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createPushSimulator, outboundMessage, waitFor, type PushSimulator } from '@onethread/testkit';
import { openBrowser } from '@onethread/testkit/browser';
import type { Browser, BrowserContext, Page, Worker } from 'playwright-core';
import type { QuietHours } from '../protocol.ts';
import { vapidPair } from './push-stage.ts';
import { checkAccessible, field, launcher, log, logout, playIn, scene, write, type Scene } from './widget-scene.ts';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
  playIn(browser);
});
after(() => browser.close());

const TELL_ME = 'Tell me about answers';
const LONG = { withinMs: 60_000 };

/** Chromium without its maker's services has no push service: the simulator stands in for it, all else is the browser's. */
async function stageWithPush(service: PushSimulator): Promise<Scene> {
  const keys = vapidPair();
  const it = await scene(
    {},
    {
      vapidPublicKey: keys.publicKey,
      vapidPrivateKey: keys.privateKey,
      pushHosts: [new URL(service.url).host],
    },
  );
  await it.context.exposeFunction('subscribed', (key: string) => service.subscribe(key));
  await it.context.exposeFunction('unsubscribed', (endpoint: string) => service.unsubscribe(endpoint));
  await it.context.addInitScript(STAND_IN);
  return it;
}

const STAND_IN = `
  const KEPT = 'stand-in-subscription';
  const shown = (kept) => ({
    ...kept,
    toJSON: () => kept,
    unsubscribe: async () => { localStorage.removeItem(KEPT); await unsubscribed(kept.endpoint); return true; },
  });
  PushManager.prototype.getSubscription = async () => {
    const kept = localStorage.getItem(KEPT);
    return kept === null ? null : shown(JSON.parse(kept));
  };
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    const made = await subscribed(applicationServerKey);
    localStorage.setItem(KEPT, JSON.stringify(made));
    return shown(made);
  };
  let permission = 'default';
  Object.defineProperty(Notification, 'permission', { get: () => globalThis.standInPermission ?? permission });
  Notification.requestPermission = async () => (permission = 'granted');
`;

async function openTellMe(page: Page): Promise<void> {
  await launcher(page).click();
  await page.getByRole('button', { name: 'More options' }).click();
  await page.getByRole('button', { name: TELL_ME }).click();
  await page.getByRole('heading', { name: TELL_ME }).waitFor();
}

/** What the browser tells the server of its subscription by a step of the person, who sees that it was taken. */
async function toldBy(page: Page, step: () => Promise<void>): Promise<{ quietHours?: QuietHours }> {
  const answer = page.waitForResponse((response) => response.url().endsWith('/push-subscriptions'));
  await step();
  const response = await answer;
  assert.equal(response.status(), 204);
  return response.request().postDataJSON() as { quietHours?: QuietHours };
}

const workerOf = (context: BrowserContext): Promise<Worker> =>
  waitFor(() => context.serviceWorkers()[0], { describe: 'the page’s worker', ...LONG });

const RECORD_NOTIFICATIONS = `
  globalThis.shown = [];
  registration.showNotification = async (title, options) => void shown.push({ title, ...options });
`;
const CLICK = `
  const click = new ExtendableEvent('notificationclick');
  click.notification = { tag: 'onethread/app', close() {} };
  dispatchEvent(click);
`;

/** As the browser does with what its push service sent; seen from a page of another origin. */
async function pushesThroughBrowser(it: Scene): Promise<(payload: object) => Promise<void>> {
  const elsewhere = await it.context.newPage();
  await elsewhere.goto(`${it.at.url.replace('127.0.0.1', 'localhost')}/pages/plain/page.css`);
  const cdp = await it.context.newCDPSession(elsewhere);
  let registrationId: string | undefined;
  cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    registrationId = registrations[0]?.registrationId ?? registrationId;
  });
  await cdp.send('ServiceWorker.enable');
  const id = await waitFor(() => registrationId, { describe: 'the registration', ...LONG });
  return async (payload) => {
    const data = JSON.stringify(payload);
    await cdp.send('ServiceWorker.deliverPushMessage', { origin: it.at.url, registrationId: id, data });
  };
}

describe('being told of answers', () => {
  test('is asked for by a click, told when the page is closed, and ends with the log-out', async () => {
    const service = await createPushSimulator();
    try {
      await using it = await stageWithPush(service);
      const page = await it.open('push/');
      await openTellMe(page);
      const box = page.getByRole('checkbox', { name: TELL_ME });
      assert.equal(await box.isChecked(), false);
      assert.equal(await page.evaluate('Notification.permission'), 'default');
      await box.click();
      await waitFor(() => box.isChecked(), { describe: 'it to be on', ...LONG });
      const quiet = page.getByRole('checkbox', { name: 'Keep quiet at certain hours' });
      assert.equal((await toldBy(page, () => quiet.click())).quietHours?.from, '22:00');
      const until = () => page.getByLabel('To', { exact: true }).fill('06:30');
      const { from, to, timeZone } = (await toldBy(page, until)).quietHours ?? {};
      assert.deepEqual([from, to, typeof timeZone], ['22:00', '06:30', 'string']);
      await checkAccessible(page);
      if (process.env['SCREENSHOTS'] !== undefined)
        await page.screenshot({ path: `${process.env['SCREENSHOTS']}/w7-quiet-hours.png` });
      assert.equal((await toldBy(page, () => quiet.click())).quietHours, undefined, 'and not any more');
      await page.getByRole('button', { name: 'Back to messages' }).click();
      await write(page, 'hello');
      await log(page).getByText('Sent').waitFor();
      const [message] = await it.at.stage.received();
      const identity = message?.identity ?? assert.fail('nothing was written');
      await page.close();
      await it.at.stage.reply(outboundMessage({ entryId: 'r-1', identity }));
      await waitFor(() => service.accepted().length > 0, { describe: 'the push', ...LONG });
      assert.deepEqual(service.accepted()[0]?.payload, { v: 1, app: 'app', count: 1 });
      assert.deepEqual(service.refused(), []);

      const back = await it.open('push/');
      await openTellMe(back);
      await waitFor(() => back.getByRole('checkbox', { name: TELL_ME }).isChecked(), {
        describe: 'it to be on still',
        ...LONG,
      });
      await logout(back);
      await waitFor(() => back.evaluate("localStorage.getItem('stand-in-subscription') === null"), {
        describe: 'the subscription to end',
        ...LONG,
      });
    } finally {
      await service.close();
    }
  });

  test('says what to do where the browser forbids it, and is not offered by a page without a worker', async () => {
    const service = await createPushSimulator();
    try {
      await using it = await stageWithPush(service);
      await it.context.addInitScript("globalThis.standInPermission = 'denied'");
      const page = await it.open('push/');
      await openTellMe(page);
      await page.getByText('Allow notifications for this page in its settings').waitFor();
      assert.equal(await page.getByRole('checkbox', { name: TELL_ME }).count(), 0);
      await launcher(it.page).click();
      await it.page.getByRole('button', { name: 'More options' }).click();
      assert.equal(await it.page.getByRole('button', { name: TELL_ME }).count(), 0);
    } finally {
      await service.close();
    }
  });

  test('the worker shows one notification, none where the page is looked at, and opens the messenger by a click', async () => {
    const service = await createPushSimulator();
    try {
      await using it = await stageWithPush(service);
      const page = await it.open('push/');
      await openTellMe(page);
      await page.getByRole('checkbox', { name: TELL_ME }).click();
      const worker = await workerOf(it.context);
      // Headless, Chromium has nowhere to show a notification: what it is asked for is looked at.
      await worker.evaluate(RECORD_NOTIFICATIONS);
      const shown = (): Promise<unknown[]> => worker.evaluate('shown');
      const deliver = await pushesThroughBrowser(it);

      await deliver({ v: 1, app: 'app', count: 1 });
      assert.deepEqual(await shown(), [], 'it is looked at');
      await page.goto('about:blank');
      await it.page.goto('about:blank');
      await deliver({ v: 1, app: 'app', count: 1 });
      await waitFor(async () => (await shown()).length > 0, { describe: 'the notification', ...LONG });
      await deliver({ v: 1, app: 'app', count: 2, silent: true });
      await waitFor(async () => (await shown()).length > 1, { describe: 'it to change', ...LONG });
      const notification = { title: 'In-app chat', body: 'You have a new message', tag: 'onethread/app' };
      assert.deepEqual(await shown(), [
        { ...notification, renotify: true, silent: false },
        { ...notification, renotify: false, silent: true },
      ]);

      const back = await it.open('push/');
      assert.equal(await field(back).isVisible(), false);
      await worker.evaluate(CLICK);
      await field(back).waitFor();
      const opened = await it.context.newPage();
      await opened.goto(`${it.at.url}/pages/push/#onethread-open`);
      await field(opened).waitFor();
      assert.equal(new URL(opened.url()).hash, '');
    } finally {
      await service.close();
    }
  });
});
