import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { openBrowser } from '@onethread/testkit/browser';
import type { Browser, Page } from 'playwright-core';
import type { InAppSettings } from '../config.ts';
import { checkAccessible, field, launcher, log, playIn, scene, textsOnLog, write, type Scene } from './widget-scene.ts';

/** What the functions that run inside the page see of it: the server's own types know no browser. */
declare const window: {
  Onethread: {
    toggle(): void;
    track(event: string, properties?: object): void;
    setAttributes(attributes: object): void;
    on(name: string, listener: () => void): void;
  };
  onethread?: { (...words: unknown[]): void; q?: unknown[] };
};
declare const document: { title: string; querySelector(selector: string): { readonly shadowRoot: ShadowOfPage } };
interface ShadowOfPage {
  readonly activeElement: { readonly id: string; readonly tagName: string } | null;
  querySelector(selector: string): { readonly dir: string } | null;
}

const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  reducedMotion: 'reduce',
} as const;
const CONSENT = 'May we see which page you are on';
const SEE = 'What we may see';

const ASKING: Partial<InAppSettings> = {
  apps: [
    {
      id: 'app',
      label: 'Shop',
      preChat: [
        { name: 'name', kind: 'text', label: { en: 'Your name', uk: 'Ваше ім’я' }, required: true },
        { name: 'email', kind: 'email', label: { en: 'Your email', uk: 'Ваша пошта' }, required: false },
        {
          name: 'subject',
          kind: 'choice',
          label: { en: 'What is it about?', uk: 'Про що мова?' },
          required: true,
          options: [
            { value: 'order', label: { en: 'My order', uk: 'Моє замовлення' } },
            { value: 'other', label: { en: 'Something else', uk: 'Інше' } },
          ],
        },
      ],
    },
  ],
};

let browser: Browser;
before(async () => {
  browser = await openBrowser();
  playIn(browser);
});
after(() => browser.close());

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/w7-${name}.png` });
}

async function profileOfLast({ at }: Scene) {
  const last = (await at.stage.received()).findLast(({ type }) => type === 'message');
  return last?.type === 'message' ? last.profile : undefined;
}

async function openMenu(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'More options' }).click();
  await page.getByRole('button', { name: entry }).click();
}

describe('before the first message', () => {
  test('what the app wants to know is asked once, by keyboard alone on a phone, and goes along with the message', async () => {
    await using it = await scene(PHONE, ASKING);
    const { page } = it;
    await launcher(page).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Your name').waitFor();
    await page.waitForFunction(
      () => document.querySelector('onethread-messenger').shadowRoot.activeElement?.tagName === 'INPUT',
    );
    assert.equal(await field(page).isVisible(), false, 'the thread comes afterwards');
    assert.equal(await page.getByRole('button', { name: 'Skip' }).count(), 0, 'something is required');
    await checkAccessible(page);
    await picture(page, 'pre-chat-phone');
    await page.keyboard.type('Anna Berger');
    await page.keyboard.press('Enter');
    assert.ok(await page.getByLabel('What is it about?').isVisible(), 'the subject is required');
    await page.getByLabel('Your email (optional)').fill('nonsense@');
    await page.getByLabel('What is it about?').selectOption({ label: 'My order' });
    await page.getByRole('button', { name: 'Start writing' }).click();
    assert.ok(await page.getByLabel('Your name').isVisible(), 'that is no address');
    await page.getByLabel('Your email (optional)').fill('anna@example.org');
    await page.getByRole('button', { name: 'Start writing' }).click();
    await field(page).waitFor();
    await write(page, 'where is it?');
    await log(page).getByText('Sent').waitFor();
    const profile = await profileOfLast(it);
    assert.deepEqual(
      [profile?.name, profile?.email, profile?.context?.fields],
      ['Anna Berger', 'anna@example.org', { subject: 'order' }],
    );
    const camera = page.getByRole('button', { name: 'Take a photo' });
    assert.ok(await camera.isVisible());
    assert.equal(await page.locator('onethread-messenger input[capture="environment"][accept="image/*"]').count(), 1);
    await page.reload();
    await launcher(page).click();
    await log(page).getByText('where is it?').waitFor();
    assert.equal(await page.getByLabel('Your name').count(), 0, 'not again');
  });

  test('it is asked in the person’s language, fits into a page at 400 %, and is skipped where nothing is required', async () => {
    const [app] = ASKING.apps ?? [];
    const optional = app?.preChat?.map((asked) => ({ ...asked, required: false }));
    await using it = await scene(
      { viewport: { width: 320, height: 256 }, colorScheme: 'dark', reducedMotion: 'reduce' },
      { apps: [{ id: 'app', label: 'Shop', preChat: optional }] },
    );
    const page = await it.open('ukrainian');
    await launcher(page).click();
    await page.getByLabel('Ваше ім’я (необов’язково)').waitFor();
    await checkAccessible(page);
    await picture(page, 'pre-chat-400-percent');
    await page.getByRole('button', { name: 'Пропустити' }).click();
    await page.getByLabel('Ваше повідомлення').waitFor();
    await page.reload();
    await launcher(page).click();
    await page.getByLabel('Ваше повідомлення').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Пропустити' }).count(), 0, 'not again');
  });
});

describe('what agents may see', () => {
  test('is asked once somebody has written, told from then on, and taken back in the menu', async () => {
    await using it = await scene({ reducedMotion: 'reduce' });
    const page = await it.open('asking?secret=1#part');
    await page.evaluate(() => window.Onethread.track('sign-in failed', { tries: 3 }));
    await launcher(page).click();
    await field(page).waitFor();
    assert.equal(await page.getByText(CONSENT).count(), 0, 'not before there is a reason');
    await write(page, 'I cannot sign in');
    await page.getByText(CONSENT, { exact: false }).waitFor();
    await log(page).getByText('Sent').waitFor();
    assert.equal((await profileOfLast(it))?.context, undefined);
    await checkAccessible(page);
    await picture(page, 'consent');
    await page.getByRole('button', { name: 'Yes', exact: true }).click();
    assert.equal(await page.getByText(CONSENT).count(), 0);
    await write(page, 'still not');
    const context = await waitFor(async () => (await profileOfLast(it))?.context, { describe: 'the context' });
    assert.deepEqual(
      [context.page, context.app, context.trail?.map(({ event, properties }) => [event, properties])],
      [{ url: `${it.at.url}/pages/asking`, title: 'A shop' }, { version: '3.2' }, [['sign-in failed', { tries: '3' }]]],
    );
    assert.deepEqual(
      [context.device?.browser?.startsWith('Chrome '), context.device?.os, context.device?.screen],
      [true, 'Linux', '1440x900'],
    );

    await page.reload();
    await launcher(page).click();
    await log(page).getByText('still not').waitFor();
    assert.equal(await page.getByText(CONSENT).count(), 0, 'asked once');
    await openMenu(page, SEE);
    await page.getByText('Yes, you may see this').waitFor();
    await checkAccessible(page);
    await picture(page, 'context-page');
    await page.getByText('Yes, you may see this').click();
    await page.keyboard.press('Escape');
    await field(page).waitFor();
    await write(page, 'and now?');
    await waitFor(async () => (await textsOnLog(it)).includes('and now?'), { describe: 'the message' });
    assert.deepEqual((await profileOfLast(it))?.context, {}, 'nothing of it is told any more');
  });
});

describe('the languages', () => {
  const TEXTS = join(import.meta.dirname, '../../widget/src/texts');

  test('are those of the page, with their own forms of numbers; one that cannot be loaded is English', async () => {
    await using it = await scene({ ...PHONE, colorScheme: 'dark' });
    const page = await it.open('ukrainian');
    await page.getByRole('button', { name: 'Відкрити повідомлення' }).click();
    await page.getByLabel('Ваше повідомлення').fill('Добрий день! Не можу ввійти.');
    await page.keyboard.press('Enter');
    await log(page, 'Повідомлення').getByText('Надіслано').waitFor();
    const person = await it.person();
    for (const [count, words] of [
      [1, '1 непрочитане повідомлення'],
      [3, '3 непрочитані повідомлення'],
      [5, '5 непрочитаних повідомлень'],
    ] as const) {
      await page.keyboard.press('Escape');
      while (Number(it.at.history.feed(person).state().unread) < count)
        it.at.history.reply(person, 'Вітаємо! Зараз подивимося.');
      await page.getByRole('button', { name: words }).waitFor();
    }
    for (const name of ['ukrainian', 'polish', 'russian', 'japanese']) {
      const tab = name === 'ukrainian' ? page : await it.open(name);
      await launcher(tab).click();
      await tab.locator('onethread-messenger .ask').waitFor();
      await tab.locator('onethread-messenger article').first().waitFor();
      await checkAccessible(tab);
      await picture(tab, `language-${name}`);
      if (tab !== page) await tab.close();
    }
    await it.context.route('**/in-app/texts/pl.json*', (route) => route.abort());
    const polish = await it.open('polish');
    await polish.getByRole('button', { name: 'Open messages' }).waitFor();
  });

  test('a language from right to left turns the panel round, on a page that reads from left to right', async () => {
    await using it = await scene({ reducedMotion: 'reduce' });
    const words = JSON.parse(readFileSync(join(TEXTS, 'en.json'), 'utf8')) as object;
    await it.context.route('**/in-app/texts/uk.json*', (route) =>
      route.fulfill({ json: { ...words, direction: 'rtl' }, headers: { 'access-control-allow-origin': '*' } }),
    );
    const page = await it.open('ukrainian');
    await launcher(page).click();
    await write(page, 'مرحبا، لا أستطيع تسجيل الدخول.');
    await log(page).getByText('Sent').waitFor();
    it.at.history.reply(await it.person(), 'مرحبا! سنرى ذلك حالا.');
    await log(page).getByText('سنرى').waitFor();
    const [own, theirs] = await Promise.all(
      ['.row.mine .bubble', '.row.theirs .bubble'].map((row) =>
        page.locator(`onethread-messenger ${row}`).boundingBox(),
      ),
    );
    assert.ok(own && theirs && own.x < theirs.x, 'own messages stand on the left');
    const corner = await launcher(page).boundingBox();
    assert.ok(corner && corner.x < 100, 'and so does the button');
    await checkAccessible(page);
    await picture(page, 'right-to-left');
    await openMenu(page, 'Continue on another channel');
    await page.getByRole('button', { name: 'Back to messages' }).waitFor();
    await picture(page, 'right-to-left-page');
  });
});

describe('the page', () => {
  test('calls before the script has come, toggles, says what it knows, and hears of opening and closing', async () => {
    await using it = await scene();
    await it.context.addInitScript(() => {
      const queue: NonNullable<typeof window.onethread> = (...words: unknown[]) => void (queue.q ??= []).push(words);
      window.onethread = queue;
      queue('open');
      queue('setAttributes', { plan: 'gold', name: 'Anna' });
    });
    const page = await it.open();
    await field(page).waitFor();
    await page.evaluate(() => {
      const { Onethread } = window;
      document.title = '';
      Onethread.on('opened', () => void (document.title += 'opened,'));
      Onethread.on('closed', () => void (document.title += 'closed,'));
      Onethread.setAttributes({ seats: 12 });
      Onethread.toggle();
      window.onethread?.('toggle');
    });
    assert.equal(await page.title(), 'closed,opened,');
    await waitFor(
      async () => {
        await write(page, 'hello');
        const profile = await profileOfLast(it);
        return (
          profile?.name === 'Anna' && profile.context?.fields?.['seats'] === '12' && profile.context.fields['plan']
        );
      },
      { describe: 'what the page said' },
    );
  });

  test('is told where a page of the messenger could not be loaded, and goes back to the thread', async () => {
    await using it = await scene();
    const { page } = it;
    await page.route('**/in-app/pages.js*', (route) => route.abort());
    await launcher(page).click();
    await openMenu(page, 'Continue on another channel');
    await page.getByRole('alert').getByText('We could not be reached.', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Back to messages' }).click();
    await field(page).waitFor();
  });
});
