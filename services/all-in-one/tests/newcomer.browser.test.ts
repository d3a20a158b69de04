import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { tempFolder } from '@onethread/testkit';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '@onethread/testkit/browser';
import { freePorts, OnethreadProcess } from './onethread-process.ts';

/** Where pictures go; `SCREENSHOTS=docs/screenshots` makes those of the documentation again. */
const PICTURES = process.env['SCREENSHOTS'];
const PASSWORD = 'correct horse battery staple';
const PHONE = { width: 390, height: 844 };
/** Conversations that are resolved as soon as they are answered. */
const DONE_AT_ONCE = 3;
const STEP_WITHIN_MS = 20_000;

const WRITTEN = {
  sms: 'My lamp arrived with a scratch. What now?',
  messenger: 'Do you ship to Poland?',
  mail: 'Could you send the invoice again?',
  whatsapp: 'Does this shade fit an E27 socket?',
  instagram: 'Is the brass one in stock?',
  telegram: 'Where is order 4711?',
  app: 'How do I change my address?',
} as const;

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

/** The one-time link as `npm start` prints it. */
function firstLink(onethread: OnethreadProcess): string {
  const link = /http\S+#invite=\S+/.exec(onethread.output)?.[0];
  assert.ok(link, onethread.output);
  return link;
}

/** Windows where one writes in a text field and sees answers in bubbles. */
const CHATS = ['sms', 'whatsapp', 'messenger', 'instagram', 'telegram'] as const;

async function writeEverywhere(page: Page): Promise<void> {
  for (const name of CHATS) {
    const chat = page.locator(`#window-${name}`);
    await chat.getByRole('textbox').fill(WRITTEN[name]);
    await chat.getByRole('button', { name: 'Send' }).click();
  }
  const mail = page.locator('#window-mail');
  await mail.getByRole('button', { name: 'New mail' }).click();
  await mail.getByRole('textbox', { name: 'Subject' }).fill('Invoice for order 4711');
  await mail.getByRole('textbox', { name: 'Text' }).fill(WRITTEN.mail);
  await mail.getByRole('button', { name: 'Send' }).click();
  const app = page.frameLocator('#window-app iframe');
  await app.getByRole('textbox').fill(WRITTEN.app);
  await app.getByRole('button', { name: /send/i }).click();
}

async function acceptAndAnswer(desk: Page, written: string, answer: string): Promise<void> {
  const offer = desk
    .getByRole('article')
    .filter({ hasText: written })
    .getByRole('button', { name: /Accept/ });
  await offer.first().click();
  await desk.getByRole('log').getByText(written).first().waitFor();
  await desk.getByRole('textbox', { name: /Reply/ }).fill(answer);
  await desk.keyboard.press('Control+Enter');
  await desk.getByRole('log').getByText(answer).first().waitFor();
}

test('a newcomer plays seven customers and the agent, and every answer arrives', { timeout: 240_000 }, async () => {
  const folder = await tempFolder('onethread-newcomer-');
  const onethread = new OnethreadProcess(folder.path, await freePorts());
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  context.setDefaultTimeout(STEP_WITHIN_MS);
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(error.error().message));
  try {
    assert.equal(await onethread.start(), undefined, onethread.output);
    const desk = await context.newPage();
    await desk.goto(firstLink(onethread));
    await desk.getByLabel('New password').fill(PASSWORD);
    await desk.keyboard.press('Enter');
    await desk.getByText('Nothing on your desk').waitFor();
    await picture(desk, 'desk-empty');
    await desk.getByRole('button', { name: 'Become available' }).click();
    await desk.getByRole('region', { name: 'You are not available' }).waitFor({ state: 'detached' });

    const customers = await context.newPage();
    await customers.goto(`${onethread.url}/playground`);
    await customers.getByRole('region', { name: 'What to try' }).waitFor();
    await writeEverywhere(customers);
    await picture(desk, 'desk-offers');

    await desk.bringToFront();
    for (const [index, [channel, written]] of Object.entries(WRITTEN).entries()) {
      await acceptAndAnswer(desk, written, `Answered on ${channel}.`);
      // One agent has room for five live conversations: others come when some are done.
      if (index < DONE_AT_ONCE) await desk.getByRole('button', { name: 'Resolve' }).click();
    }
    await picture(desk, 'desk-thread');

    await customers.bringToFront();
    for (const name of CHATS) {
      await customers.locator(`#window-${name}`).getByText(`Answered on ${name}.`).waitFor();
    }
    await customers
      .locator('#window-mail')
      .getByRole('button', { name: /Answered on mail|Re: Invoice/ })
      .first()
      .waitFor();
    await customers.frameLocator('#window-app iframe').getByText('Answered on app.').waitFor();
    await picture(customers, 'playground');
    for (const [page, name] of [
      [desk, 'desk-thread-phone'],
      [customers, 'playground-phone'],
    ] as const) {
      await page.setViewportSize(PHONE);
      await picture(page, name);
    }
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
    await onethread.stop();
    await folder.remove();
  }
});
