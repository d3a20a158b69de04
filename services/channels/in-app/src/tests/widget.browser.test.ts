import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { openBrowser } from '@onethread/testkit/browser';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import {
  checkAccessible,
  field,
  identify,
  keptOnDevice,
  launcher,
  log,
  logout,
  playIn,
  scene,
  textsOnLog,
  write,
} from './widget-scene.ts';

/** What the functions that run inside the page see of it: the server's own types know no browser. */
declare const window: object;
declare const document: {
  title: string;
  querySelector(selector: string): { readonly shadowRoot: ShadowOfPage | null } | null;
};
interface ShadowOfPage {
  readonly activeElement: { readonly id: string } | null;
  querySelectorAll(selector: string): Iterable<{
    getBoundingClientRect(): { readonly width: number; readonly height: number };
  }> & {
    readonly length: number;
  };
}

let browser: Browser;
before(async () => {
  browser = await openBrowser();
  playIn(browser);
});
after(() => browser.close());

describe('the messenger in a page', () => {
  test('a customer writes and reads the answer; sent and read are shown', async () => {
    await using it = await scene();
    const { page, at } = it;
    await launcher(page).click();
    await page.getByText('Write to us whenever you like.', { exact: false }).waitFor();
    await write(page, 'Where is my parcel?');
    await log(page).getByText('Where is my parcel?').waitFor();
    await log(page).getByText('Sent').waitFor();
    assert.equal(await field(page).inputValue(), '');
    assert.ok(await field(page).evaluate((element) => element.matches(':focus')), 'the field keeps the focus');

    const person = await it.person();
    at.history.agentTypes(person);
    await page.getByText('Anna Berger is typing…').waitFor();
    at.history.reply(person, 'It comes <b>tomorrow</b>: https://example.org/track.');
    await log(page).getByText('It comes <b>tomorrow</b>').waitFor();
    const link = log(page).getByRole('link', { name: 'https://example.org/track' });
    assert.equal(await link.getAttribute('href'), 'https://example.org/track');
    assert.equal(await page.getByText('is typing…').count(), 0);
    at.history.agentReads(person);
    await log(page).getByText('Read').waitFor();
    assert.deepEqual(await textsOnLog(it), ['Where is my parcel?']);
  });

  test('replies that come while it is closed are counted, and reading them tells the server', async () => {
    await using it = await scene();
    const { page, at } = it;
    await launcher(page).click();
    await write(page, 'hello');
    await log(page).getByText('Sent').waitFor();
    const person = await it.person();
    await page.keyboard.press('Escape');
    for (const n of [1, 2]) at.history.reply(person, `answer ${n}`);
    await page.getByRole('button', { name: 'Open messages, 2 unread messages' }).waitFor();
    assert.equal(await launcher(page).getAttribute('aria-expanded'), 'false');

    await page.reload();
    await page.getByRole('button', { name: 'Open messages, 2 unread messages' }).click();
    await log(page).getByRole('heading', { name: 'New messages' }).waitFor();
    await waitFor(() => at.history.feed(person).state().unread === 0, { describe: 'the replies to be read' });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Open messages', exact: true }).waitFor();
  });

  test('one goes on at the first unread, however much came since, and has read it only at the end', async () => {
    await using it = await scene();
    const { page, at } = it;
    await launcher(page).click();
    await write(page, 'hello');
    await log(page).getByText('Sent').waitFor();
    const person = await it.person();
    await page.keyboard.press('Escape');
    for (let n = 1; n <= 120; n += 1) at.history.reply(person, `answer number ${n}.`);
    await page.getByRole('button', { name: '120 unread messages' }).waitFor();
    // A second device has none of it yet, and the server's newest page does not reach the first unread.
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage).filter((name) => name.includes('/feed/')))
        localStorage.removeItem(key);
    });
    for (const tab of [page, await it.open()]) {
      await tab.getByRole('button', { name: '120 unread messages' }).click();
      const line = log(tab).getByRole('heading', { name: 'New messages' });
      await waitFor(async () => ((await line.boundingBox())?.y ?? 0) > 250, { describe: 'the line to be in sight' });
      await log(tab).getByText('answer number 1.', { exact: true }).waitFor();
      assert.equal(at.history.feed(person).state().unread, 120);
      await tab.keyboard.press('Escape');
    }
    await launcher(page).click();
    await page.getByRole('button', { name: 'Go to latest message' }).click();
    await waitFor(() => at.history.feed(person).state().unread === 0, { describe: 'everything to be read' });
  });

  test('what is written offline survives a reload and is sent once, in order', async () => {
    await using it = await scene();
    const { page, context } = it;
    await launcher(page).click();
    await write(page, 'one');
    await log(page).getByText('Sent').waitFor();
    await context.setOffline(true);
    await page.getByText('You are offline.', { exact: false }).waitFor();
    await write(page, 'two');
    await write(page, 'three');
    assert.equal(await log(page).getByText('Waiting to be sent').count(), 2);
    await checkAccessible(page);

    // The page comes from a cache, the device is still without a network.
    await page.route('**/in-app/v1/**', (route) => route.abort());
    await page.routeWebSocket('**/in-app/v1/socket', (socket) => socket.close());
    await context.setOffline(false);
    await page.reload();
    await launcher(page).click();
    await log(page).getByText('three').waitFor();
    assert.deepEqual(await textsOnLog(it), ['one']);

    await page.close();
    const again = await it.open('opened');
    await log(again).getByText('three').waitFor();
    await waitFor(async () => (await textsOnLog(it)).length === 3, { describe: 'both to be sent' });
    await again.waitForFunction(
      () => document.querySelector('onethread-messenger')?.shadowRoot?.querySelectorAll('.waiting').length === 0,
    );
    assert.deepEqual(await textsOnLog(it), ['one', 'two', 'three']);
  });

  test('two tabs are one device: both show everything, each message is sent once', async () => {
    await using it = await scene();
    const { page } = it;
    await launcher(page).click();
    await write(page, 'from the first tab');
    await log(page).getByText('Sent').waitFor();
    const second = await it.open('opened');
    await log(second).getByText('from the first tab').waitFor();
    await Promise.all([write(page, 'left'), write(second, 'right')]);
    for (const tab of [page, second]) {
      await log(tab).getByText('left').waitFor();
      await log(tab).getByText('right').waitFor();
    }
    await waitFor(async () => (await textsOnLog(it)).length === 3, { describe: 'three messages' });
    const ids = (await it.at.stage.received()).map(({ entryId }) => entryId);
    assert.equal(new Set(ids).size, 3, 'one person, nothing twice');
    assert.equal(await log(page).locator('article').count(), 3);
  });

  test('instances with their own storage are two devices of two visitors', async () => {
    await using it = await scene();
    await launcher(it.page).click();
    await write(it.page, 'from the first');
    await log(it.page).getByText('Sent').waitFor();
    const other = await it.open('apart');
    await launcher(other).click();
    await other.getByText('Write to us whenever you like.', { exact: false }).waitFor();
    assert.equal(await log(other).getByText('from the first').count(), 0);
  });

  test('images are attached, sent, shown large, gone through and closed again by keyboard', async () => {
    await using it = await scene();
    const { page } = it;
    const photo = await page.screenshot();
    const other = await page.screenshot({ clip: { x: 0, y: 0, width: 200, height: 100 } });
    await launcher(page).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Attach files' }).click();
    await (
      await chooser
    ).setFiles([
      { name: 'photo.png', mimeType: 'image/png', buffer: photo },
      { name: 'other.png', mimeType: 'image/png', buffer: other },
    ]);
    await page.getByText('Ready to send').nth(1).waitFor();
    await write(page, 'look');
    const image = log(page).getByRole('button', { name: 'Open image photo.png' });
    await image.waitFor();
    await log(page).getByText('Sent').waitFor();
    await image.click();
    const viewer = page.getByRole('dialog', { name: 'photo.png' });
    await viewer.waitFor();
    await checkAccessible(page);
    const next = page.getByRole('dialog', { name: 'other.png' });
    await page.keyboard.press('ArrowRight');
    await next.waitFor();
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.getByRole('button', { name: 'Next image' }).getAttribute('aria-disabled'), 'true');
    if (process.env['SCREENSHOTS'] !== undefined)
      await page.screenshot({ path: `${process.env['SCREENSHOTS']}/w7-image.png` });
    await page.getByRole('button', { name: 'Previous image' }).click();
    await viewer.waitFor();
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    assert.ok(await image.evaluate((element) => element.matches(':focus')), 'the focus is back on the image');
    assert.ok(await page.getByRole('dialog', { name: 'Messages' }).isVisible(), 'the panel stayed open');
  });

  test('a message that the server refuses says why, and can be deleted', async () => {
    await using it = await scene();
    const { page } = it;
    await launcher(page).click();
    await write(page, 'hello');
    await log(page).getByText('Sent').waitFor();
    // Longer than the server takes in its present version.
    await page.evaluate(() => {
      const key = Object.keys(localStorage).find((name) => name.endsWith('/visitor')) ?? '';
      const { id } = JSON.parse(localStorage.getItem(key) ?? '{}') as { id: string };
      const cid = '019b0000-0000-7000-8000-000000000001';
      localStorage.setItem(
        key.replace(/visitor$/, `outbox/visitor.${id}/${cid}`),
        JSON.stringify({ cid, text: 'x'.repeat(10_001), files: [], writtenAt: Date.now(), state: 'waiting' }),
      );
    });
    await page.reload();
    await launcher(page).click();
    await page.getByRole('alert').getByText('at most 10000 characters').waitFor();
    await checkAccessible(page);
    await page.getByRole('button', { name: 'Delete' }).click();
    assert.equal(await page.getByText('Not sent.').count(), 0);
    await write(page, 'shorter');
    await waitFor(async () => (await textsOnLog(it)).includes('shorter'), { describe: 'the next message' });
  });

  test('older messages load above without moving what is read', async () => {
    await using it = await scene();
    const { page, at } = it;
    await launcher(page).click();
    await write(page, 'hello');
    await log(page).getByText('Sent').waitFor();
    const person = await it.person();
    for (let n = 1; n <= 120; n += 1) at.history.reply(person, `message number ${n}.`);
    await log(page).getByText('message number 120.').waitFor();
    // A device that kept nothing of the thread; the first page would go on keeping it.
    await page.close();
    // The empty page that a tab begins with has no storage.
    await it.context.addInitScript(`if (location.protocol !== 'about:')
      for (const key of Object.keys(localStorage)) if (key.includes('/feed/')) localStorage.removeItem(key);`);
    const other = await it.open('opened');
    await log(other).getByText('message number 120.').waitFor();
    assert.equal(await log(other).getByText('message number 40.').count(), 0);
    await log(other).evaluate((element) => void (element.scrollTop = 0));
    await log(other).getByText('message number 40.').waitFor({ state: 'attached' });
    const shown = await log(other).getByText('message number 72.').boundingBox();
    assert.ok(shown !== null && shown.y > 150 && shown.y < 850, `still in sight: ${JSON.stringify(shown)}`);
  });
});

describe('people', () => {
  test('signing in and out shows each person their own thread alone', async () => {
    await using it = await scene();
    const { page, at } = it;
    for (const sub of ['anna', 'bert'])
      at.history.reply(at.life.host.identity('app', `user:${sub}`).identityId, `for ${sub} alone`);
    await identify(page, 'anna');
    await page.getByRole('button', { name: 'Open messages, 1 unread message', exact: true }).click();
    await log(page).getByText('for anna alone').waitFor();
    await identify(page, 'bert');
    await log(page).getByText('for bert alone').waitFor();
    assert.equal(await log(page).getByText('for anna alone').count(), 0);
    await logout(page);
    await page.getByText('Write to us whenever you like.', { exact: false }).waitFor();
    assert.equal(await log(page).getByText('alone').count(), 0);
    assert.doesNotMatch(await keptOnDevice(page), /for (anna|bert) alone/);
  });

  test('the page hears of unread counts and opens the messenger itself', async () => {
    await using it = await scene();
    const { page } = it;
    const globals = await page.evaluate(() => Object.keys(window).filter((name) => /onethread/i.test(name)));
    assert.deepEqual(globals, ['Onethread']);
    await page.evaluate(() => {
      const { Onethread } = window as unknown as { Onethread: { open(): void; on(name: string, f: () => void): void } };
      Onethread.on('opened', () => void (document.title = 'opened'));
      Onethread.open();
    });
    await page.getByRole('dialog', { name: 'Messages' }).waitFor();
    assert.equal(await page.title(), 'opened');
  });
});

describe('for everybody', () => {
  test('everything is done by keyboard alone', async () => {
    await using it = await scene();
    const { page, at } = it;
    await page.getByRole('button', { name: 'Buy' }).focus();
    await page.keyboard.press('Tab');
    assert.ok(await launcher(page).evaluate((element) => element.matches(':focus')));
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => document.querySelector('onethread-messenger')?.shadowRoot?.activeElement?.id === 'message',
    );
    await page.keyboard.type('first line');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('second line');
    await page.keyboard.press('Enter');
    await log(page).getByText('Sent').waitFor();
    assert.deepEqual(await textsOnLog(it), ['first line\nsecond line']);
    at.history.reply(await it.person(), 'an answer');
    await log(page).getByText('an answer').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Messages' }).waitFor({ state: 'hidden' });
    assert.ok(await launcher(page).evaluate((element) => element.matches(':focus')), 'the focus is back');
  });

  test('only what others write anew is announced', async () => {
    await using it = await scene();
    const { page, at } = it;
    await launcher(page).click();
    assert.equal(await log(page).getAttribute('aria-live'), 'polite');
    await write(page, 'my own');
    await log(page).getByText('Sent').waitFor();
    at.history.reply(await it.person(), 'an answer');
    const live = (text: string) => log(page).locator('article', { hasText: text }).getAttribute('aria-live');
    await log(page).getByText('an answer').waitFor();
    assert.equal(await live('my own'), 'off');
    assert.equal(await live('an answer'), null);
    await page.reload();
    await launcher(page).click();
    await log(page).getByText('an answer').waitFor();
    await waitFor(async () => (await live('an answer')) === 'off', { describe: 'history not to be announced' });
  });

  const views: Readonly<Record<string, { page?: string; options: BrowserContextOptions }>> = {
    'a wide screen': { options: {} },
    'a wide screen in the dark': { options: { colorScheme: 'dark' } },
    'a phone': { options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
    'a phone in the dark': { options: { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } },
    'a page at 400 %': { options: { viewport: { width: 320, height: 256 } } },
    'a yellow brand': { page: 'branded', options: { reducedMotion: 'reduce' } },
    'a page from right to left': { page: 'arabic', options: {} },
  };
  for (const [name, { page: embedding = 'plain', options }] of Object.entries(views)) {
    test(`no accessibility fault, nothing cut off on ${name}`, async () => {
      await using it = await scene({ reducedMotion: 'reduce', ...options });
      const page = await it.open(embedding);
      await checkAccessible(page);
      await launcher(page).click();
      await field(page).waitFor();
      await checkAccessible(page);
      await write(
        page,
        'A long address: https://example.org/a/very/long/path/that/never/ends/but/must/not/widen/anything',
      );
      await log(page).getByText('Sent').waitFor();
      const person = await it.person();
      it.at.history.reply(person, 'مرحبا، سنرد عليك قريبا.');
      it.at.history.agentTypes(person);
      await page.getByText('is typing…').waitFor();
      await checkAccessible(page);
      const tooWide = await log(page).evaluate((element) => element.scrollWidth > element.clientWidth);
      assert.equal(tooWide, false);
      const box = await page.getByRole('dialog', { name: 'Messages' }).boundingBox();
      const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
      assert.ok(box !== null && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height);
      const small = await page.evaluate(() =>
        [...(document.querySelector('onethread-messenger')?.shadowRoot?.querySelectorAll('button') ?? [])]
          .map((button) => button.getBoundingClientRect())
          .filter(({ width: w, height: h }) => w > 0 && (w < 24 || h < 24)),
      );
      assert.deepEqual(small, [], 'targets of 24 px');
      const folder = process.env['SCREENSHOTS'];
      if (folder !== undefined) await page.screenshot({ path: `${folder}/widget-${name.replaceAll(/\W+/g, '-')}.png` });
    });
  }
});
