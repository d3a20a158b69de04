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
import { playAssignment } from './play-assignment.ts';
import { playScene } from './play-scene.ts';

const browser = browserOfFile();

for (const size of SIZES) {
  test(`a conversation is transferred with a note by the keyboard alone, at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    playAssignment(desk.routing);
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;
    await signIn(page, desk);
    await page.goto(`${desk.url}/c/grace`);
    await page.getByText('The person cannot be reached right now').waitFor();
    await assertAccessibleInBothThemes(page, `targets-${size.name}`);
    await page.keyboard.press('t');
    const dialog = page.getByRole('dialog', { name: 'Transfer Grace Hopper' });
    await dialog.getByText('Chioma Adichie').waitFor();
    await assertAccessibleInBothThemes(page, `transfer-${size.name}`);
    await page.keyboard.type('okri');
    await page.keyboard.press('Enter');
    await waitFor(() => dialog.getByLabel('Note for whoever gets it').evaluate((one) => one.matches(':focus')), {
      describe: 'the note has the focus',
    });
    await page.keyboard.type('She needs a confirmation in Arabic.');
    desk.routing.refuse.set('transfer', { code: 'at-capacity', message: '' });
    await page.keyboard.press('Control+Enter');
    await dialog.getByRole('alert').getByText('Ben Okri has no room').waitFor();
    await dialog.getByRole('checkbox', { name: /beyond capacity/ }).waitFor();
    await assertAccessible(page, 'refused transfer');
    await picture(page, `transfer-refused-${size.name}`);
    desk.routing.refuse.clear();
    await dialog.getByRole('checkbox', { name: /beyond capacity/ }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Grace Hopper went to Ben Okri.').waitFor();
    await page.locator('.bubble', { hasText: 'She needs a confirmation in Arabic.' }).waitFor();
    assert.equal(desk.routing.conversation('grace').assigneeId, 'ben');
    const notes = desk.routing.commands.filter((command) => command.note);
    assert.equal(notes.length, 1);
    await page.keyboard.press('z');
    await waitFor(() => desk.routing.conversation('grace').assigneeId === 'admin', { describe: 'taken back' });
    assert.deepEqual(complaints, []);
  });

  test(`it is told why a conversation is where it is, at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    playAssignment(desk.routing);
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;
    await signIn(page, desk);
    await page.goto(`${desk.url}/c/rosa`);
    await page.getByRole('button', { name: /Why/ }).waitFor();
    await page.keyboard.press('w');
    const panel = page.getByRole('dialog', { name: 'Why is it here?' });
    await panel.getByText('Ben Okri (French 3) becomes free').waitFor();
    await panel.getByText('You lack French 3.').waitFor();
    await assertAccessibleInBothThemes(page, `why-waiting-${size.name}`);
    desk.routing.assignment.explanations.set('rosa', { conversationId: 'rosa', summary: 'Ben Okri has it.' });
    desk.routing.change('rosa', { assigneeId: 'ben', waitingSinceMs: 0 });
    await panel.getByText('Ben Okri has it.').waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });

    await page.goto(`${desk.url}/c/grace`);
    await page.getByRole('button', { name: /Why/ }).click();
    await panel.getByText('Had the most room of 2 who could take it.').waitFor();
    await panel.getByText('2 could take it, 4 could not').click();
    await panel.getByText('1 lacks French 3').waitFor();
    await panel.getByText('Earlier decisions (1)').click();
    await panel.getByText('not answered in time').waitFor();
    await assertAccessibleInBothThemes(page, `why-decided-${size.name}`);
    assert.deepEqual(complaints, []);
  });

  test(`the wallboard is live, says when it is old, and leads into threads, at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    playAssignment(desk.routing);
    const { assignment } = desk.routing;
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;
    await signIn(page, desk);
    await page.goto(`${desk.url}/wallboard`);
    const support = page.locator('.queue-card', { hasText: 'Support' });
    await support.getByText('3', { exact: true }).waitFor();
    await page.getByText('Load 11 of 10, beyond capacity').waitFor();
    await assertAccessibleInBothThemes(page, `wallboard-${size.name}`);

    assignment.tell({ queues: [{ queueId: 'q1', name: 'Support', waiting: 5, inWork: 12 }] });
    await support.getByText('5', { exact: true }).waitFor();
    await page.getByLabel('Team').selectOption('Billing team');
    await waitFor(() => [...assignment.watchers.values()].some(([team]) => team === 'billing'), {
      describe: 'one team',
    });

    await page.getByRole('button', { name: 'Big screen' }).click();
    await page.locator('.wallboard[data-screen=big]').waitFor();
    await picture(page, `wallboard-big-${size.name}`);
    await assertAccessible(page, 'big screen');
    await page.keyboard.press('Escape');
    await page.locator('.wallboard[data-screen=page]').waitFor();

    assignment.board = { ...assignment.board, queues: [{ queueId: 'q1', name: 'Support', waiting: 8 }] };
    assignment.breakWallboards();
    await support.getByText('8', { exact: true }).waitFor();
    await desk.routing.stop();
    await page.getByText(/These figures are .* old/).waitFor();
    await picture(page, `wallboard-old-${size.name}`);
    await assertAccessible(page, 'old wallboard');

    await page
      .getByRole('link', { name: /Rosalind Franklin/ })
      .last()
      .click();
    await page.waitForURL('**/c/rosa');
    assert.deepEqual(complaints, []);
  });
}

test('a colleague gets what was transferred, with the note', async () => {
  await using desk = await startDesk();
  playScene(desk.routing);
  playAssignment(desk.routing);
  await using ada = await openPage(browser(), SIZES[1]);
  await using ben = await openPage(browser(), SIZES[1]);
  const [name = '', value = ''] = (await desk.signUp('ben')).split('=');
  await ben.page.context().addCookies([{ name, value, url: desk.url }]);
  await ben.page.goto(desk.url);
  await ben.page.getByText('Nothing on your desk').waitFor();
  await signIn(ada.page, desk);
  await ada.page.goto(`${desk.url}/c/grace`);
  await ada.page.getByRole('button', { name: /^Transfer/ }).click();
  await ada.page.getByRole('radio', { name: /Ben Okri/ }).check();
  await ada.page.getByLabel('Note for whoever gets it').fill('She writes Arabic too.');
  await ada.page.getByRole('button', { name: 'Transfer to Ben Okri' }).click();
  await ben.page.locator('.conversation-row', { hasText: 'Grace Hopper' }).click();
  await ben.page.locator('.bubble', { hasText: 'She writes Arabic too.' }).waitFor();
});

test('lists show what is due, what presses alone, and in the order in which it is served', async () => {
  await using desk = await startDesk();
  playScene(desk.routing);
  playAssignment(desk.routing);
  await using opened = await openPage(browser(), SIZES[1]);
  const { page } = opened;
  await signIn(page, desk);
  await page.getByRole('tab', { name: /Queue/ }).click();
  const rows = page.locator('.conversation-row .row-name');
  await rows.first().waitFor();
  assert.deepEqual(await rows.allTextContents(), ['Rosalind Franklin', 'Katherine Johnson', 'Alan Turing']);
  await page.getByText('First answer: missed by 4 min').waitFor({ state: 'attached' });
  await assertAccessibleInBothThemes(page, 'due-lists');
  await page.getByRole('button', { name: /At risk or missed/ }).press('Enter');
  await page.getByText('Alan Turing').waitFor({ state: 'detached' });
  assert.deepEqual(await rows.allTextContents(), ['Rosalind Franklin']);
});
