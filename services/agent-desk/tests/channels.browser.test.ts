import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import {
  assertAccessible,
  assertAccessibleInBothThemes,
  browserOfFile,
  openPage,
  picture,
  signIn,
  SIZES,
} from './browser-page.ts';
import { startDesk } from './desk-fixture.ts';
import { playPeople } from './play-people.ts';
import { GRACE, playScene } from './play-scene.ts';

const text = (words: string) => [{ text: { text: words, html: '' } }];
/** One red pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

const browser = browserOfFile();

for (const size of SIZES) {
  test(`who opted out is told in the thread and answered elsewhere, by the rules of that channel, at ${size.name} px`, async () => {
    await using desk = await startDesk();
    const { routing } = desk;
    playScene(routing);
    playPeople(routing);
    const pigeon = routing.channels.find(({ channel }) => channel === 'pigeon');
    Object.assign(pigeon ?? {}, { textUnit: 'sms', maxTextLength: 1600, maxTotalFileBytes: 400_000 });
    const [mail, drum, phone] = GRACE;
    const proved = { ...phone, proved: true, proof: 'confirmed' };
    routing.threadOf('c_grace').regroup([{ ...mail }, { ...drum }, proved]);
    routing.setClock(Date.now() - 30_000);
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;
    await signIn(page, desk);
    await page.goto(`${desk.url}/c/grace`);
    await page.getByText('open for 23 h more').waitFor();

    await desk.blobs.put('pic', PNG, { maxBytes: 1000, contentType: 'image/png', name: 'receipt.png' });
    routing.allowedFiles.add('pic');
    const file = { blobId: 'pic', contentType: 'image/png', sizeBytes: PNG.length };
    routing.customerWrites('grace', [
      { file: { ...file, kind: 'image', name: 'receipt.png' } },
      { file: { ...file, kind: 'sticker', name: '' } },
      { location: { latitude: 51.5007, longitude: -0.1246, title: 'Westminster' } },
      { card: { title: 'Blue kettle', url: 'https://shop.example/kettle' } },
      { file: { kind: 'file', blobId: 'ics', name: 'visit.ics', contentType: 'text/calendar', sizeBytes: 900 } },
    ]);
    const read = routing.items.get('n-4');
    routing.put('grace', { ...read, reply: { ...read?.reply, reactions: [{ emoji: '❤', count: 2 }] } });
    await page.getByRole('list', { name: 'Reactions' }).getByText('❤ 2').waitFor();
    await page.getByText('shop.example').waitFor();
    await page.getByText('Calendar entry · 900 B').waitFor();
    await page.getByRole('button', { name: 'Enlarge receipt.png' }).press('Enter');
    const lightbox = page.getByRole('dialog', { name: 'receipt.png' });
    await lightbox.getByRole('img', { name: 'receipt.png' }).waitFor();
    await assertAccessible(page, 'lightbox');
    await page.keyboard.press('Escape');
    await lightbox.waitFor({ state: 'detached' });

    const blocked = { ...drum, standing: 'blocked', standingReason: 'opted-out', standingSinceMs: Date.now() };
    routing.threadOf('c_grace').identities = [{ ...mail }, blocked, proved];
    routing.put('grace', { itemId: 'stop', event: { kind: 'address-blocked', reason: 'opted-out', text: 'STOP' } });
    await page
      .getByText(/Grace Hopper opted out of Drum: nothing goes to Drum of Grace until they opt in again/)
      .waitFor();
    await page.getByText('Grace Hopper opted out of Drum.').waitFor();
    if (size.width > 1000)
      await page.locator('.identity-blocked', { hasText: 'Grace Hopper opted out of Drum' }).waitFor();
    await assertAccessibleInBothThemes(page, `d7-blocked-${size.name}`);
    const write = page.getByRole('textbox', { name: 'Reply' });
    await write.fill('Привіт');
    assert.ok(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled());
    await page.getByRole('button', { name: /Reply to Drum/ }).press('Enter');
    const menu = page.getByRole('menuitemradio', { name: /blocked: nothing may be sent there/ });
    await menu.waitFor();
    await page.getByRole('menuitemradio', { name: /Pigeon post/ }).press('Enter');
    await page.getByText('1 SMS · 64 left').waitFor();
    await page.getByText(/^Unicode because of П р и в і/).waitFor();
    await picture(page, `d7-segments-${size.name}`);
    await page.getByRole('button', { name: /Reply to Pigeon post/ }).press('Enter');
    assert.equal(await page.getByRole('menuitemradio', { name: /Drum/ }).getAttribute('aria-disabled'), 'true');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('input[type=file]').getAttribute('accept'), 'image/*');
    await write.fill('x'.repeat(161));
    await page.getByText('2 SMS · 145 left').waitFor();
    await write.focus();
    await page.keyboard.press('Control+Enter');
    await waitFor(() => routing.commands.some((command) => command.reply), { describe: 'the reply' });
    assert.equal(routing.commands.findLast((command) => command.reply)?.reply?.identityId, 'pigeon-grace');
    assert.deepEqual(complaints, []);
  });
}

test('a window is counted down, warns in its last hour, and stays open for people where it does', async () => {
  await using desk = await startDesk();
  const { routing } = desk;
  playScene(routing);
  playPeople(routing);
  const drum = routing.channels.find(({ channel }) => channel === 'drum');
  Object.assign(drum ?? {}, { personWindowHours: 168 });
  const HOUR_MS = 3600_000;
  for (const [id, item] of routing.items) if (item.conversationId === 'grace') routing.items.delete(id);
  routing.setClock(Date.now() - 30 * HOUR_MS);
  routing.customerWrites('grace', text('Is anybody there?'));
  routing.change('grace', { lastIdentity: GRACE[1] ?? null });
  await using opened = await openPage(browser(), SIZES[1]);
  const { page, complaints } = opened;
  await signIn(page, desk);
  await page.goto(`${desk.url}/c/grace`);
  await page.getByText('a person may answer for 5 d more').waitFor();
  const at = (hours: number) => ({ identityId: 'drum-grace', wroteAtMs: Date.now() - hours * HOUR_MS });
  const thread = (hours: number) => ({ ...routing.threadOf('c_grace').since(''), items: [], watermarks: [at(hours)] });
  routing.send({ thread: { ...thread(167.5), snapshot: true } });
  const hint = page.getByText(/a person may answer for 3\d min more/);
  await hint.waitFor();
  assert.equal(await hint.getAttribute('data-soon'), 'true');
  await picture(page, 'd7-window-1440');
  routing.send({ thread: { ...thread(169.5), snapshot: true } });
  await page.getByText(/Drum’s 168 h window closed 1 h ago/).waitFor();
  assert.deepEqual(complaints, []);
});
