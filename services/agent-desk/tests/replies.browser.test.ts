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

const HOUR_MS = 3600_000;
const text = (words: string) => [{ text: { text: words, html: '' } }];

const browser = browserOfFile();

for (const size of SIZES) {
  test(`a shut window leads to the next sure address with one key, a believed one asks first, at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    playPeople(desk.routing);
    const [, drum] = GRACE;
    desk.routing.setClock(Date.now() - 27 * HOUR_MS);
    for (const [id, item] of desk.routing.items) if (item.conversationId === 'grace') desk.routing.items.delete(id);
    desk.routing.customerWrites('grace', text('Is anybody there?'));
    desk.routing.change('grace', { lastIdentity: drum ?? null });
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;
    await signIn(page, desk);
    await page.goto(`${desk.url}/c/grace`);
    await page.getByText('Drum’s 24 h window closed 3 h ago.').waitFor();
    await assertAccessibleInBothThemes(page, `switch-${size.name}`);
    await page.getByRole('textbox', { name: 'Reply' }).fill('Yes, here I am.');
    await page.keyboard.press('Alt+s');
    await page.getByRole('button', { name: /Reply to Bottle mail grace@example.com/ }).waitFor();

    await page.getByRole('button', { name: /Reply to Bottle mail/ }).press('Enter');
    await page.getByRole('menuitemradio', { name: /Believed by an agent/ }).waitFor();
    await picture(page, `addresses-${size.name}`);
    await page.getByRole('menuitemradio', { name: /Believed by an agent/ }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Write to an address that is only believed?' });
    await dialog.waitFor();
    await assertAccessible(page, 'believed');
    await picture(page, `believed-${size.name}`);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Reply to Bottle mail/ }).waitFor();

    await page.getByRole('textbox', { name: 'Reply' }).focus();
    await page.keyboard.press('Control+Enter');
    await waitFor(() => desk.routing.commands.some((command) => command.reply), { describe: 'the reply' });
    const sent = desk.routing.commands.findLast((command) => command.reply)?.reply;
    assert.equal(sent?.identityId, 'bottle-grace');
    assert.deepEqual(complaints, []);
  });

  test(`a held reply shows what changed and goes anyway with one key, or back to be edited, at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;
    await signIn(page, desk);
    await page.goto(`${desk.url}/c/mary`);
    await page.locator('.bubble', { hasText: 'Thank you!' }).waitFor();
    desk.routing.holdReplies = true;
    desk.routing.setClock(Date.now());
    const write = page.getByRole('textbox', { name: 'Reply' });
    await write.fill('Shall I close this?');
    await page.keyboard.press('Control+Enter');
    const held = page.getByRole('region', { name: 'Reply not sent yet' });
    await held.waitFor();
    desk.routing.customerWrites('mary', text('One more thing: the invoice is wrong.'));
    await held.getByText('One more thing').waitFor();
    await held.getByText(/Mary Jackson wrote while you were writing/).waitFor();
    await page
      .getByRole('button', { name: /To the newest|new message/ })
      .click({ timeout: 2000 })
      .catch(() => {});
    await assertAccessibleInBothThemes(page, `held-${size.name}`);

    await held.getByRole('button', { name: 'Edit' }).press('Enter');
    await page.getByText('Discarded, never sent').waitFor();
    assert.equal(await write.inputValue(), 'Shall I close this?');
    await write.fill('I shall look at the invoice.');
    await page.keyboard.press('Control+Enter');
    await held.waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('y');
    await held.waitFor({ state: 'detached' });
    const decisions = desk.routing.commands.flatMap((command) => command.decideReply ?? []);
    assert.deepEqual(
      decisions.map((one) => one.decision),
      ['DISCARD', 'SEND'],
    );
    assert.deepEqual(complaints, []);
  });

  test(`automatic replies, copies, erased words and replies to whom we took for another are told honestly at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    playPeople(desk.routing);
    desk.routing.setClock(Date.now() - 60_000);
    const ada = { agentId: 'admin', agentName: 'Ada Lovelace', status: 'SENT', attempt: 1 } as const;
    const put = (itemId: string, reply: object) => desk.routing.put('mary', { itemId, reply: { ...ada, ...reply } });
    put('h-1', { parts: text('Your code is on its way.'), agentId: '', agentName: '', automatic: true });
    put('h-2', { parts: text('We have found your parcel.'), writtenFor: ['c_grace', 'c_mary'] });
    put('h-3', { parts: text('We have found your parcel.'), automatic: true, copyOf: 'h-2' });
    desk.routing.put('mary', { itemId: 'h-4', erased: true, message: { parts: [] } });
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;
    await signIn(page, desk);
    await page.goto(`${desk.url}/c/mary`);
    await page.getByText('Automatic, not an agent’s words').waitFor();
    await page.getByText(/Written when this was thought to be the same person as/).waitFor();
    await page.locator('.written-for bdi', { hasText: 'Grace Hopper' }).waitFor();
    await page.getByText('Erased at the customer’s request.').waitFor();
    await assertAccessibleInBothThemes(page, `honest-${size.name}`);
    await page.getByRole('button', { name: 'an earlier reply' }).press('Enter');
    await page.locator('.message[data-item="h-2"][data-sought=true]').waitFor();
    assert.deepEqual(complaints, []);
  });
}
