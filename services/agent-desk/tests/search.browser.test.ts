import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import {
  assertAccessible,
  assertAccessibleInBothThemes,
  browserOfFile,
  openPage,
  picture,
  settle,
  signIn,
  SIZES,
} from './browser-page.ts';
import { startDesk } from './desk-fixture.ts';
import type { DeskFixture } from './desk-fixture.ts';
import { playScene } from './play-scene.ts';

const browser = browserOfFile();

/** Mary's thread with 400 lines, the words `blue umbrella` in two old ones. */
function longThread(desk: DeskFixture): void {
  desk.routing.setClock(Date.now() - 3600_000);
  const say = (words: string) => desk.routing.customerWrites('mary', [{ text: { text: words, html: '' } }]);
  for (let at = 0; at < 400; at++) {
    const special = at === 60 || at === 140 ? ' Did you find my blue umbrella?' : '';
    say(`Line ${at}.${special}`);
  }
  desk.routing.change('mary', { unread: 0 });
  desk.routing.threadOf('c_mary').readUpToUs = Date.now() * 1000;
}

for (const size of SIZES) {
  test(`what was written long ago is found and shown in its thread by the keyboard alone at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    longThread(desk);
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;
    await signIn(page, desk);
    await page.keyboard.press('/');
    const field = page.getByRole('combobox', { name: 'Search all threads' });
    await field.waitFor();
    await page.keyboard.type('zzz');
    await page.getByText('Nothing found.').waitFor();
    await field.fill('payment');
    await page.getByRole('option').first().waitFor();
    await assertAccessibleInBothThemes(page, `search-${size.name}`);
    await field.fill('شكرا');
    await page.locator('mark', { hasText: 'شكرا' }).waitFor();
    await picture(page, `search-arabic-${size.name}`);
    await field.fill('blue umbrella');
    await page.getByText('2 found, newest first').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('[role=option][aria-selected=true]', { hasText: 'Line 60.' }).waitFor();
    await page.keyboard.press('Enter');

    const sought = page.locator('.message[data-sought=true]');
    await sought.getByText('Line 60.').waitFor();
    await page.locator('.message[data-sought=true]:focus').waitFor();
    await settle(page);
    await assertAccessibleInBothThemes(page, `found-${size.name}`);

    // From there both ways, until the old part meets the newest.
    const scroller = page.locator('.thread-scroller');
    for (
      let turns = 0;
      turns < 400 && (await page.locator('.bubble', { hasText: 'Line 399.' }).count()) === 0;
      turns++
    ) {
      await scroller.evaluate((element) => element.scrollBy(0, 900));
      await settle(page);
    }
    await page.locator('.bubble', { hasText: 'Line 399.' }).waitFor();
    const lines = await page.locator('.bubble', { hasText: /^Line \d+\./ }).allTextContents();
    const numbers = lines.map((line) => Number(/\d+/.exec(line)?.[0]));
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => (numbers[0] ?? 0) + index),
      'no line is missing or doubled where the parts meet',
    );
    assert.deepEqual(complaints, []);
  });

  test(`search within a thread goes from place to place at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    longThread(desk);
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;
    await signIn(page, desk);
    await page.goto(`${desk.url}/c/mary`);
    await page.locator('.bubble', { hasText: 'Line 399.' }).waitFor();
    await page.keyboard.press('f');
    await page.getByRole('searchbox', { name: 'Search in this thread' }).waitFor();
    await page.keyboard.type('umbrella');
    await page.getByText('2 found').waitFor();
    await page.keyboard.press('Enter');
    const sought = page.locator('.message[data-sought=true]');
    await sought.getByText('Line 140.').waitFor();
    await page.getByText('1 of 2').waitFor();
    await page.keyboard.press('Enter');
    await sought.getByText('Line 60.').waitFor();
    await assertAccessible(page, 'search in a thread');
    await picture(page, `thread-search-${size.name}`);
    await page.keyboard.press('Shift+Enter');
    await sought.getByText('Line 140.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox').waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'Reply' }).fill('Yes, the blue one is here.');
    await page.keyboard.press('Control+Enter');
    await page.locator('.bubble', { hasText: 'Yes, the blue one is here.' }).waitFor();
    await page.locator('.bubble', { hasText: 'Line 399.' }).waitFor();
    await page.goto(`${desk.url}/c/mary#item=gone&at=${(Date.now() - 1800_000) * 1000}`);
    await page.reload();
    await page.getByText('This message is not in this thread any more.').waitFor();
    assert.deepEqual(complaints, []);
  });
}

test('an answer to what is no longer asked is dropped, and a failure can be tried again', async () => {
  await using desk = await startDesk();
  playScene(desk.routing);
  const gate = Promise.withResolvers<void>();
  desk.routing.heldSearches.set('grace', gate.promise);
  await using opened = await openPage(browser(), SIZES[1]);
  const { page } = opened;
  await signIn(page, desk);
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search all threads' });
  await field.fill('grace');
  await waitFor(() => desk.routing.searches.includes('grace'), { describe: 'the slow search' });
  await field.fill('Manchester');
  await page.getByRole('option', { name: /shop in Manchester/ }).waitFor();
  gate.resolve();
  await field.fill('Manchester open');
  await waitFor(() => desk.routing.searches.includes('Manchester open'), { describe: 'the next search' });
  await page.getByText('1 found, newest first').waitFor();
  assert.equal(await page.getByRole('option').count(), 1);

  await page.route('**/desk/v1/search?*', (route) => route.abort());
  await field.fill('numbers');
  await page.getByRole('alert').getByText('cannot be reached').waitFor();
  await picture(page, 'search-failed-1440');
  await page.unroute('**/desk/v1/search?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('option', { name: /check the numbers/ }).waitFor();
  desk.routing.searchCompleteSinceMs = Date.now();
  await field.fill('check');
  await page.getByText(/may be missing/).waitFor();
});
