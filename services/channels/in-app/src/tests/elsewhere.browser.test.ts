import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { openBrowser } from '@onethread/testkit/browser';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { SENT_CODE } from './scripted-identity.ts';
import { checkAccessible, field, identify, launcher, log, playIn, scene, write, type Scene } from './widget-scene.ts';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
  playIn(browser);
});
after(() => browser.close());

const GO_ON = 'Continue on another channel';
const CONFIRM = 'Get a code by phone or email';

async function go(page: Page, to: string): Promise<void> {
  await page.getByRole('button', { name: 'More options' }).click();
  await page.getByRole('button', { name: to }).click();
  await page.getByRole('heading', { name: to }).waitFor();
}

async function opened(it: Scene): Promise<Page> {
  const { page } = it;
  await launcher(page).click();
  await write(page, 'hello');
  await log(page).getByText('Sent').waitFor();
  return page;
}

/** Keys go to what has the focus, which moves a moment after what is shown. */
async function isFocused(element: Locator): Promise<void> {
  await element.waitFor();
  await waitFor(() => element.evaluate((it) => it.matches(':focus')), { describe: `the focus on ${String(element)}` });
}

describe('going on elsewhere', () => {
  test('a code is shown with where to send it, copied, renewed, and the page sees that it was sent', async () => {
    await using it = await scene({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await opened(it);
    await go(page, GO_ON);
    await page.getByRole('button', { name: 'SMS' }).click();
    await page.getByText('Send this code by SMS to +447700900123:').waitFor();
    await page.getByText('OT-7KQ4-0001').waitFor();
    const composer = page.getByRole('link', { name: 'Open a text message' });
    assert.equal(await composer.getAttribute('href'), 'sms:+447700900123?&body=OT-7KQ4-0001');
    assert.match(await page.getByRole('timer').innerText(), /^Good for (10:00|9:\d\d)$/);
    await page.getByRole('button', { name: 'Copy the code' }).click();
    await page.getByText('Copied').waitFor();
    const clipboard = await page.evaluate(() =>
      (
        globalThis as unknown as { navigator: { clipboard: { readText(): Promise<string> } } }
      ).navigator.clipboard.readText(),
    );
    assert.equal(clipboard, 'OT-7KQ4-0001');
    await page.getByRole('button', { name: 'Get a new code' }).click();
    await page.getByText('OT-7KQ4-0002').waitFor();

    it.at.history.identity.link('sms');
    it.at.history.reply(await it.person(), 'We see you on SMS now.');
    await page.getByText('SMS is connected.', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Back to messages' }).click();
    await log(page).getByText('We see you on SMS now.').waitFor();
    await isFocused(field(page));
  });

  test('a channel that is connected already is shown so, one without an address says only what to send', async () => {
    await using it = await scene();
    it.at.history.identity.link('email');
    const page = await opened(it);
    await go(page, GO_ON);
    assert.ok(await page.getByRole('button', { name: 'Email Connected' }).isDisabled());
    await page.getByRole('button', { name: 'Messenger' }).click();
    await page.getByText('Send us this code by Messenger:').waitFor();
    assert.equal(await page.getByRole('link').count(), 0);
    await page.getByRole('button', { name: 'Choose another channel' }).click();
    await page.getByRole('button', { name: 'SMS' }).waitFor();
  });

  test('a code that has run out says so, and a new one is asked for', async () => {
    await using it = await scene();
    it.at.history.identity.linkCodeMs = 1_500;
    const page = await opened(it);
    await go(page, GO_ON);
    await page.getByRole('button', { name: 'SMS' }).click();
    await page.getByText('This code has run out.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Copy the code' }).count(), 0);
    await checkAccessible(page);
    it.at.history.identity.linkCodeMs = 600_000;
    await page.getByRole('button', { name: 'Get a new code' }).click();
    await page.getByRole('timer').waitFor();
  });

  test('what the server refuses is said in words that help', async () => {
    await using it = await scene();
    const page = await opened(it);
    await go(page, GO_ON);
    await page.getByRole('button', { name: 'SMS' }).waitFor();
    it.at.history.identity.failure = 'exhausted';
    await page.getByRole('button', { name: 'SMS' }).click();
    await page.getByRole('alert').getByText('Please wait an hour', { exact: false }).waitFor();
    it.at.history.identity.failure = 'not-found';
    await page.getByRole('button', { name: 'Get a new code' }).click();
    await page.getByRole('alert').getByText('Write us a first message here', { exact: false }).waitFor();
    it.at.history.identity.failure = undefined;
    await page.getByRole('button', { name: 'Get a new code' }).click();
    await page.getByText('OT-7KQ4', { exact: false }).waitFor();
    assert.equal(await page.getByRole('alert').getByText('first message').count(), 0);
  });

  test('an address is confirmed by the code that was sent to it; wrong codes say how many tries are left', async () => {
    await using it = await scene();
    const page = await opened(it);
    await go(page, CONFIRM);
    await page.getByLabel('Your phone number, with country code').fill('0770 0900999');
    await page.getByRole('button', { name: 'Send me the code' }).click();
    await page.getByRole('alert').getByText('begins with +', { exact: false }).waitFor();
    await page.getByLabel('Your phone number, with country code').fill('+44 7700 900999');
    await page.getByRole('button', { name: 'Send me the code' }).click();
    await page.getByText('We sent a code to +447700900999.', { exact: false }).waitFor();
    const code = page.getByLabel('The code that we sent you');
    await isFocused(code);
    await code.fill('000000');
    await code.press('Enter');
    await page.getByRole('alert').getByText('you have 4 more tries', { exact: false }).waitFor();
    await checkAccessible(page);
    await code.fill(`${SENT_CODE.slice(0, 3)} ${SENT_CODE.slice(3)}`);
    await page.getByRole('button', { name: 'Confirm', exact: true }).click();
    await page.getByText('+447700900999 is confirmed.', { exact: false }).waitFor();
  });

  test('after too many wrong codes there is only a new one', async () => {
    await using it = await scene();
    const page = await opened(it);
    await go(page, CONFIRM);
    await page.getByLabel('Send it by').selectOption({ label: 'Email' });
    await page.getByLabel('Your email address').fill('anna@example.org');
    await page.getByRole('button', { name: 'Send me the code' }).click();
    const code = page.getByLabel('The code that we sent you');
    for (const left of ['4 more tries', '3 more tries', '2 more tries', 'one more try', 'no more tries']) {
      await code.fill('000000');
      await code.press('Enter');
      await page.getByRole('alert').getByText(left, { exact: false }).waitFor();
    }
    assert.ok(await page.getByRole('button', { name: 'Confirm', exact: true }).isDisabled());
    await page.getByRole('button', { name: 'Get a new code' }).click();
    await waitFor(async () => (await code.inputValue()) === '', { describe: 'a new code to be asked for' });
    await code.fill(SENT_CODE);
    await code.press('Enter');
    await page.getByText('anna@example.org is confirmed.', { exact: false }).waitFor();
  });

  test('the next person does not find the code of the one before', async () => {
    await using it = await scene();
    const page = await opened(it);
    it.at.history.reply(it.at.life.host.identity('app', 'user:anna').identityId, 'Welcome, Anna.');
    await identify(page, 'anna');
    await log(page).getByText('Welcome, Anna.').waitFor();
    await go(page, GO_ON);
    await page.getByRole('button', { name: 'SMS' }).click();
    await page.getByText('OT-7KQ4', { exact: false }).waitFor();
    await identify(page, 'bert');
    await field(page).waitFor();
    assert.equal(await page.getByText('OT-7KQ4', { exact: false }).count(), 0);
  });

  test('everything is done by keyboard alone', async () => {
    await using it = await scene();
    const page = await opened(it);
    await page.getByRole('button', { name: 'More options' }).focus();
    await page.keyboard.press('Enter');
    await isFocused(page.getByRole('button', { name: GO_ON }));
    await page.keyboard.press('Escape');
    await isFocused(page.getByRole('button', { name: 'More options' }));
    await page.keyboard.press('Enter');
    await isFocused(page.getByRole('button', { name: GO_ON }));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'SMS' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('OT-7KQ4', { exact: false }).waitFor();
    await page.keyboard.press('Escape');
    await isFocused(field(page));
    assert.ok(await page.getByRole('dialog', { name: 'Messages' }).isVisible(), 'the panel stays open');
  });
});

describe('for everybody', () => {
  const views: Readonly<Record<string, { page?: string; options: BrowserContextOptions }>> = {
    'a wide screen': { options: {} },
    'a wide screen in the dark': { options: { colorScheme: 'dark' } },
    'a phone': { options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
    'a page at 400 %': { options: { viewport: { width: 320, height: 256 } } },
    'a yellow brand': { page: 'branded', options: {} },
    'a page from right to left': { page: 'arabic', options: {} },
  };
  for (const [name, { page: embedding = 'plain', options }] of Object.entries(views)) {
    test(`no accessibility fault, nothing cut off on ${name}`, async () => {
      await using it = await scene({ reducedMotion: 'reduce', ...options });
      const page = await it.open(embedding);
      await launcher(page).click();
      await field(page).waitFor();
      const look = async (what: string): Promise<void> => {
        await checkAccessible(page);
        const panel = page.getByRole('dialog', { name: 'Messages' });
        const tooWide = await panel.evaluate((element) =>
          [element, ...element.querySelectorAll('.elsewhere-body')].some((one) => one.scrollWidth > one.clientWidth),
        );
        assert.equal(tooWide, false, what);
        const { width } = page.viewportSize() ?? { width: 0 };
        for (const button of await panel.getByRole('button').all()) {
          const box = await button.boundingBox();
          assert.ok(box === null || (box.x >= 0 && box.x + box.width <= width), `${what}: beside the screen`);
          assert.ok(box === null || (box.width >= 24 && box.height >= 24), `${what}: targets of 24 px`);
        }
        const folder = process.env['SCREENSHOTS'];
        if (folder !== undefined)
          await page.screenshot({ path: `${folder}/${what}-${name.replaceAll(/\W+/g, '-')}.png` });
      };
      await page.getByRole('button', { name: 'More options' }).click();
      await look('menu');
      await page.getByRole('button', { name: GO_ON }).click();
      await page.getByRole('button', { name: 'SMS' }).waitFor();
      await look('channels');
      await page.getByRole('button', { name: 'Email' }).click();
      await page.getByText('OT-7KQ4', { exact: false }).waitFor();
      await look('code');
      await page.getByRole('button', { name: 'Back to messages' }).click();
      await go(page, CONFIRM);
      await page.getByLabel('Send it by').waitFor();
      await look('confirm');
    });
  }
});
