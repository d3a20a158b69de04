import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { waitFor } from '@onethread/testkit';
import { openBrowser } from '@onethread/testkit/browser';
import { playAgent, type PlayedAgent } from './play-agent.ts';
import { SEEDED_PEOPLE } from '../src/people/seeded-people.ts';
import { PROVIDERS } from '../src/providers/list.ts';
import { EMAIL_ADDRESS, startPlayground, type PlaygroundFixture } from './playground-fixture.ts';
import { mountStandInMessenger } from './stand-in-messenger.ts';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
const PICTURE = readFileSync(join(import.meta.dirname, '../../../docs/screenshots/playground-phone.png'));
const SCREENSHOTS = process.env['PLAYGROUND_SCREENSHOTS'];

let fixture: PlaygroundFixture;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let agent: PlayedAgent;
let complaints: string[];
/** The browser itself reports every socket that could not be opened. */
let lineMayBreak = false;

before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  fixture = await startPlayground();
  mountStandInMessenger(fixture.http);
  agent = playAgent(fixture);
});
afterEach(async () => {
  await context.close();
  await fixture.close();
  assert.deepEqual(complaints, [], 'the browser has nothing to complain about');
});

async function openPage(viewport: { width: number; height: number }, colorScheme: 'light' | 'dark' = 'light') {
  context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce', hasTouch: viewport === NARROW });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  complaints = [];
  lineMayBreak = false;
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (lineMayBreak && message.text().includes('WebSocket')) return;
    // A mail tries to run a script here, and is to be stopped.
    if (message.type() === 'error' && !message.text().startsWith('Blocked script execution in')) {
      complaints.push(message.text());
    }
  });
  await page.goto(`${fixture.url}/playground`);
  await page.getByRole('region', { name: 'What to try' }).waitFor();
}

async function shoot(name: string): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}

async function assertAccessible(): Promise<void> {
  // Mails have no script to look into them with; what a mail contains is its sender's.
  // A page without frames is judged at once; putting frames together takes axe a page of its own, and twice the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1);
  const { violations } = await axe.exclude('iframe.mail-body').analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  assert.deepEqual(found, []);
  const overflow = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
  assert.equal(overflow, 0, 'nothing stands out to the side');
}

const standInAt = (title: string) => page.frameLocator(`iframe[title="${title}"]`).locator('#stand-in');
const windowOf = (name: string) => page.locator(`#window-${name}`);

/** How a provider knows somebody. */
function addressOf(personId: string, provider: string): string {
  const given = PROVIDERS.find(({ name }) => name === provider);
  const human = SEEDED_PEOPLE.find(({ id }) => id === personId);
  assert.ok(given && human);
  return given.addressOf(human);
}

/** Plays the simulated channels by mouse, with answers, so that every window has something to show. */
async function playAll(goTo: (name: string) => Promise<void>): Promise<void> {
  await goTo('Phone');
  await windowOf('sms').getByRole('textbox').fill('Hi! My lamp arrived with a scratch. What now?');
  await windowOf('sms').getByRole('button', { name: 'Send' }).click();
  await fixture.hookAt('/twilio/sms');
  await agent.sms('+46701740605', 'Sorry to hear that, Anna. A new shade leaves today.');
  await windowOf('sms').getByText('A new shade leaves today').waitFor();

  await goTo('Messenger');
  await windowOf('messenger').getByRole('textbox').fill('Do you ship to Poland?');
  await windowOf('messenger').getByRole('button', { name: 'Send' }).click();
  await fixture.hookAt('/messenger');
  await agent.messenger(addressOf('olek', 'messenger'), { text: 'We do: two days to Kraków. Shall I reserve one?' });
  await windowOf('messenger').getByRole('button', { name: 'Yes, please' }).click();
  await windowOf('messenger').getByRole('log').getByText('Yes, please').waitFor();
  await agent.messenger(addressOf('olek', 'messenger'), 'typing_on');
  await windowOf('messenger').getByText('Onethread is typing').waitFor({ state: 'attached' });

  await goTo('WhatsApp');
  const whatsapp = windowOf('whatsapp');
  await whatsapp
    .locator('input[type=file]')
    .setInputFiles({ name: 'lamp.png', mimeType: 'image/png', buffer: PICTURE });
  await whatsapp.getByText('lamp.png').waitFor();
  await whatsapp.getByRole('textbox').fill('Does this shade fit?');
  await whatsapp.getByRole('button', { name: 'Send' }).click();
  await fixture.hookAt('/whatsapp', ({ body }) => body.includes('Does this shade fit?'));
  await agent.whatsapp(addressOf('mira', 'whatsapp'), 'It does, Mira. Both have an E27 socket.');
  await whatsapp.getByText('E27 socket').waitFor();
  await whatsapp.getByRole('button', { name: 'React' }).click();
  await whatsapp.getByRole('button', { name: 'React with 👍' }).click();
  await whatsapp.getByRole('button', { name: 'You reacted with 👍' }).waitFor();

  await goTo('Instagram');
  const instagram = windowOf('instagram');
  await instagram.getByRole('button', { name: 'Menu of @playground.shop' }).click();
  await instagram.getByRole('button', { name: 'Is it in stock?' }).click();
  await fixture.hookAt('/instagram', ({ body }) => body.includes('STOCK'));
  await agent.instagram(addressOf('tom', 'instagram'), { text: 'Yes, in brass and in black.' });
  await instagram.getByText('in brass and in black').waitFor();
  await agent.instagram(addressOf('tom', 'instagram'), 'typing_on');

  await goTo('Telegram');
  const telegram = windowOf('telegram');
  await telegram.getByRole('textbox').fill('Where is order 4711?');
  await telegram.getByRole('button', { name: 'Send' }).click();
  await fixture.hookAt(`/telegram/${fixture.playground.settings['TELEGRAM_BOT_TOKEN']?.split(':')[0] ?? ''}`);
  await agent.telegram('sendMessage', addressOf('anna', 'telegram'), { text: 'It left our workshop this morning.' });
  await telegram.getByText('left our workshop').waitFor();

  await goTo('Mail');
  await windowOf('mail').getByRole('button', { name: 'New mail' }).click();
  await windowOf('mail').getByRole('textbox', { name: 'Subject' }).fill('Invoice for order 4711');
  await windowOf('mail').getByRole('textbox', { name: 'Text' }).fill('Hello,\n\ncould you send the invoice again?');
  await windowOf('mail').getByRole('button', { name: 'Send' }).click();
  const mail = await fixture.intake.waitForMail(EMAIL_ADDRESS);
  await agent.mail(mail, '<p>Dear Mira,</p><p>here is your <b>invoice</b>.</p><script>parent.hacked = 1</script>');
  await windowOf('mail')
    .getByRole('button', { name: /From Onethread/ })
    .click();
  await page.frameLocator('iframe.mail-body').getByText('here is your invoice').waitFor();
}

test('seven customers side by side: written, answered, seen; axe finds nothing in light and dark', async () => {
  await openPage(WIDE);
  await shoot('wide-empty');
  await assertAccessible();
  await playAll(() => Promise.resolve());
  for (const path of ['/messenger', '/whatsapp', '/instagram'])
    await fixture.hookAt(path, ({ body }) => body.includes('"read"'));
  assert.equal(await page.evaluate('window.hacked'), undefined, 'no mail runs a script');
  await shoot('wide-played');
  await assertAccessible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot('wide-dark');
  await assertAccessible();
});

test('one customer at a time on a narrow screen, by tabs and by swipe', async () => {
  await openPage(NARROW);
  await shoot('narrow-empty');
  const goTo = (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  await playAll(goTo);
  await shoot('narrow-mail');
  await assertAccessible();
  for (const name of ['WhatsApp', 'Instagram', 'Telegram']) {
    await goTo(name);
    await shoot(`narrow-${name.toLowerCase()}`);
    await assertAccessible();
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot('narrow-dark');
  await assertAccessible();
  await agent.sms('+46701740605', 'One more thing');
  await page.getByRole('tab', { name: 'Phone 1 new' }).waitFor();
  await goTo('Messenger');
  await page.getByRole('button', { name: 'Put these steps away' }).click();
  await shoot('narrow-messenger');
  await assertAccessible();
  await goTo('WhatsApp');
  const touch = await context.newCDPSession(page);
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: 100, y: 400 }] });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: 300, y: 400 }] });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await windowOf('sms').getByText('One more thing').waitFor();
  await shoot('narrow-phone');
  await goTo('App');
  await page.frameLocator('iframe[title="App of a visitor"]').getByText('Your order is on its way').waitFor();
  await shoot('narrow-app');
});

test('everything works by keyboard alone', async () => {
  await openPage(WIDE);
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Presses a key until something of this name has the focus. */
  const tabTo = async (
    name: string | RegExp,
    within: ReturnType<typeof windowOf> | Page = page,
    key = 'Tab',
  ): Promise<void> => {
    const target = within.getByRole('textbox', { name }).or(within.getByRole('button', { name }));
    for (let presses = 0; presses < 60; presses += 1) {
      if (await target.evaluateAll((all) => all.some((one) => one.matches(':focus')))) return;
      await page.keyboard.press(key);
    }
    assert.fail(`Tab never reaches ${String(name)}`);
  };
  await tabTo(/^SMS from/);
  await page.keyboard.type('by keyboard');
  await press('Enter');
  await fixture.hookAt('/twilio/sms', ({ body }) => body.includes('by+keyboard'));
  const smsField = windowOf('sms').getByRole('textbox');
  assert.ok(await smsField.evaluate((field) => field.matches(':focus')), 'the focus stays in the text field');

  await tabTo('Menu of Playground Page', windowOf('messenger'));
  await press('Enter', 'Tab', 'Enter');
  await fixture.hookAt('/messenger', ({ body }) => body.includes('GET_STARTED'));
  await press('Enter');
  await windowOf('messenger').getByRole('list', { name: 'Menu of Playground Page' }).waitFor();
  await press('Escape');
  await windowOf('messenger').getByRole('list', { name: 'Menu of Playground Page' }).waitFor({ state: 'detached' });

  await tabTo('New mail');
  await press('Enter');
  await page.keyboard.type('Keys');
  await press('Tab');
  await page.keyboard.type('Only keys.');
  await tabTo('Send', windowOf('mail'));
  await press('Enter');
  await fixture.intake.waitForMail(EMAIL_ADDRESS, ({ subject }) => subject === 'Keys');
  await page.getByRole('form', { name: 'New mail' }).waitFor({ state: 'detached' });

  assert.ok(await page.getByRole('button', { name: 'New mail' }).evaluate((button) => button.matches(':focus')));
  await tabTo(/^Faults/, page, 'Shift+Tab');
  await press('Enter');
  await page.getByRole('dialog', { name: 'Make things go wrong' }).waitFor();
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await page.locator(':focus').textContent(), 'Faults');
});

test('faults are switched in the drawer, shown in the header, and put back', async () => {
  await openPage(WIDE);
  await page.getByRole('button', { name: 'Faults' }).click();
  const sms = page.getByRole('group', { name: 'SMS' });
  await sms.getByLabel('When Onethread sends an answer').selectOption('refuse');
  await sms.getByLabel('With which error').selectOption('rate-limited');
  await sms.getByLabel('What customers write').selectOption('hold');
  await shoot('faults');
  await assertAccessible();
  assert.equal(await agent.sms('+46701740605', 'refused'), 429);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Faults 2 switched on' }).click();
  await page.getByRole('button', { name: 'Everything back to normal' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Faults', exact: true }).waitFor();
  assert.equal(await agent.sms('+46701740605', 'accepted'), 201);
  await page.getByRole('button', { name: /^Events/ }).click();
  await page.getByText('Onethread → SMS: send refused, 429').waitFor();
  await shoot('events');
  await assertAccessible();
});

test('the app holds the messenger for a visitor or a signed-in person, on two devices apart', async () => {
  await openPage(WIDE);
  await standInAt('App of a visitor').getByText('visitor at playground-device-1-visitor').waitFor();
  await windowOf('app').getByLabel('Who uses the app').selectOption('anna');
  await windowOf('app').getByLabel('Second device').check();
  await standInAt('App of Anna Lindqvist').getByText('anna at playground-device-1-anna').waitFor();
  await standInAt('App of Anna Lindqvist, second device').getByText('anna at playground-device-2-anna').waitFor();
  assert.equal(await page.locator('iframe:focus').count(), 0, 'no app takes the focus by itself');
  await shoot('two-devices');
  await assertAccessible();
});

test('a person is added and writes; a picture goes along and is shown', async () => {
  await openPage(WIDE);
  await windowOf('sms').getByLabel('Whose phone').selectOption('Add a person…');
  await page.getByRole('textbox', { name: 'Name' }).fill('Ida Berg');
  await shoot('add-person');
  await assertAccessible();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await windowOf('sms').getByText('Write the first SMS as Ida Berg').waitFor();
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  await windowOf('sms')
    .locator('input[type=file]')
    .setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: picture });
  await windowOf('sms').getByText('dot.png').waitFor();
  await windowOf('sms').getByRole('button', { name: 'Send' }).click();
  const shown = windowOf('sms').getByRole('img', { name: 'dot.png' });
  await waitFor(() => shown.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth === 1), {
    describe: 'the picture',
  });
});

test('a page that lost its line says so and goes on by itself', async () => {
  await openPage(WIDE);
  lineMayBreak = true;
  await fixture.playground.stop();
  await page.getByText('No connection to Onethread').waitFor();
  await windowOf('sms').getByRole('textbox').fill('kept');
  await windowOf('sms').getByRole('button', { name: 'Send' }).click();
  await windowOf('sms').getByRole('alert').getByText('The connection was lost').waitFor();
  assert.equal(await windowOf('sms').getByRole('textbox').inputValue(), 'kept');
});
