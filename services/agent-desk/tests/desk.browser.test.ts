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
import { PASSWORD, startDesk } from './desk-fixture.ts';
import { playScene } from './play-scene.ts';

const browser = browserOfFile();

for (const size of SIZES) {
  test(`an agent does a whole matter with the keyboard alone at ${size.name} px`, async () => {
    await using desk = await startDesk();
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;

    // The one-time link, as it is printed.
    await page.goto(/http\S+/.exec(desk.lines[0] ?? '')?.[0] ?? '');
    await page.getByRole('heading', { name: 'Welcome, Admin' }).waitFor();
    await assertAccessibleInBothThemes(page, `invite-${size.name}`);
    await page.getByLabel('New password').focus();
    await page.keyboard.type(PASSWORD);
    await picture(page, `invite-filled-${size.name}`);
    await page.keyboard.press('Enter');
    await page.getByText('Nothing on your desk').waitFor();
    await picture(page, `empty-${size.name}`);

    playScene(desk.routing);
    desk.routing.breakStreams();
    await page.getByText('Grace Hopper').first().waitFor();
    desk.routing.deliver = ['SENDING', 'SENT', 'DELIVERED'];
    desk.routing.offer('kat', 'admin', 20_000);
    await page.getByText('Can you check the numbers').waitFor();
    await assertAccessibleInBothThemes(page, `offer-${size.name}`);

    await page.keyboard.press('o');
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: 'Katherine Johnson', level: 1 }).waitFor();
    const composer = page.getByPlaceholder('Write a reply');
    await composer.waitFor();
    await page.keyboard.press('r');
    // Else what is typed would be taken for shortcuts.
    await waitFor(() => composer.evaluate((element) => element.matches(':focus')), { describe: 'the composer' });
    await page.keyboard.type('Yes: they are right to the last digit.');
    await page.keyboard.press('Control+Enter');
    await page.locator('.delivery').getByText('Delivered').waitFor();
    assert.equal((await page.getByText('Yes: they are right to the last digit.').count()) >= 1, true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.getByText('Resolved: Katherine Johnson.').waitFor();
    await waitFor(() => desk.routing.conversation('kat').state === 'RESOLVED', { describe: 'resolved' });
    await picture(page, `resolved-${size.name}`);
    // At once: what can be undone does not stay for ever.
    await page.keyboard.press('z');
    await waitFor(() => desk.routing.conversation('kat').state === 'OPEN', { describe: 'undone' });
    await assertAccessibleInBothThemes(page, `undone-${size.name}`);
    await page.getByRole('button', { name: 'Resolve' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await assertAccessible(page, 'shortcuts');
    await picture(page, `shortcuts-${size.name}`);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.deepEqual(complaints, []);
  });

  test(`one thread over all channels reads well at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;
    await signIn(page, desk);
    await page.goto(`${desk.url}/c/grace`);
    await page.getByText('The person cannot be reached right now').waitFor();
    await assertAccessibleInBothThemes(page, `thread-${size.name}`);
    assert.match(await page.title(), /^\(|^Onethread/);

    await page.getByText('Show older').first().waitFor({ state: 'detached' });
    await page.locator('.thread-scroller').evaluate((element) => element.scrollTo(0, 0));
    await page.getByRole('button', { name: 'Show formatted' }).click();
    const mail = page.frameLocator('iframe[title="Formatted message"]');
    await mail.getByText('invoice 2031').waitFor();
    await page.getByRole('button', { name: 'Load pictures from the sender' }).waitFor();
    assert.doesNotMatch(await page.title(), /stolen/);
    await picture(page, `mail-${size.name}`);
    // The checker waits for an answer from every frame, and in this one no script ever runs.
    await page.getByRole('button', { name: 'Hide formatted' }).click();

    if (size.width < 760) await page.getByRole('button', { name: 'Customer details' }).click();
    await page.getByRole('complementary', { name: 'Customer' }).getByText('grace@example.com').waitFor();
    await picture(page, `card-${size.name}`);
    if (size.width < 760) await page.getByRole('button', { name: 'Close customer details' }).click();

    await page.getByRole('button', { name: /Snooze/ }).click();
    await page.getByRole('menuitem', { name: /Tomorrow morning/ }).waitFor();
    await assertAccessible(page, 'snooze menu');
    await picture(page, `snooze-${size.name}`);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Note' }).click();
    await page.getByLabel('Note for the team').fill('Ask Ben tomorrow.');
    await assertAccessibleInBothThemes(page, `note-${size.name}`);
    assert.deepEqual(
      complaints.filter((one) => !one.includes('tracker.example')),
      [],
    );
  });

  test(`administrators add to the team at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    await using opened = await openPage(browser(), size);
    const { page } = opened;
    await signIn(page, desk);
    await page.goto(`${desk.url}/team`);
    await page.getByText('ben@localhost').waitFor();
    await assertAccessibleInBothThemes(page, `team-${size.name}`);
    await page.getByRole('button', { name: 'Add agent' }).click();
    await page.getByLabel('Name').fill('Edith Clarke');
    await page.getByLabel('Email').fill('edith@localhost');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Invitation for Edith Clarke' }).waitFor();
    await assertAccessible(page, 'invitation');
    await picture(page, `invitation-${size.name}`);
  });

  test(`administrators decide on dead letters and waiting replies at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    const { operations } = desk.routing;
    operations.addLetter('one', { placeholderCustomerId: desk.routing.conversation('grace').customerId ?? '' });
    operations.addLetter('two', { topic: 'outbound.pigeon.v1', offset: 7, replayOf: 'zero', attempts: 2 });
    operations.addParked('i1');
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;
    await signIn(page, desk);
    await page.goto(`${desk.url}/operations`);
    await page.getByText('2 to decide').waitFor();
    await assertAccessibleInBothThemes(page, `dead-letters-${size.name}`);

    await page.getByRole('button', { name: 'Look and decide on A customer’s message, offset 42' }).press('Enter');
    const record = page.getByLabel('The record; correct it here if need be');
    await record.waitFor();
    await assertAccessible(page, 'dead letter');
    await picture(page, `dead-letter-${size.name}`);
    await record.fill('{"version":1,"parts":[{"kind":"text","text":"Hello"}]}');
    await page.getByRole('button', { name: 'Replay corrected' }).press('Enter');
    await page.getByText('Replayed. It takes its place in a moment.').waitFor();
    assert.match(operations.replayed[0]?.correctedValue ?? '', /Hello/);

    await page.getByText('1 to decide').waitFor();
    await page.getByRole('button', { name: /A reply on its way out/ }).press('Enter');
    await page.getByRole('button', { name: 'Give up…' }).press('Enter');
    await page.keyboard.type('The provider sent a test.');
    await picture(page, `give-up-${size.name}`);
    await page.keyboard.press('Enter');
    await page.getByText('Every record was processed.').waitFor();
    assert.equal(operations.letter('two').decisionReason, 'The provider sent a test.');

    await page.getByRole('tab', { name: 'Waiting replies' }).click();
    await page.getByText('2 replies wait on pigeon').waitFor();
    await assertAccessibleInBothThemes(page, `waiting-replies-${size.name}`);
    await page.getByRole('button', { name: /^Try now/ }).click();
    await waitFor(() => operations.retried.includes('i1'), { describe: 'the wish to try now' });
    await page.getByRole('button', { name: /^Give up… of pigeon/ }).click();
    await page.keyboard.type('The number is wrong.');
    await page.keyboard.press('Enter');
    await page.getByText('No reply waits').waitFor();
    assert.deepEqual(operations.dropped, [{ identityId: 'i1', reason: 'The number is wrong.' }]);
    assert.deepEqual(complaints, []);
  });
}

test('a draft and a reply written offline survive a reload, and go out once', async () => {
  await using desk = await startDesk();
  playScene(desk.routing);
  await using opened = await openPage(browser(), SIZES[1]);
  const { page } = opened;
  await signIn(page, desk);
  await page.goto(`${desk.url}/c/mary`);
  const write = page.getByRole('textbox', { name: 'Reply' });
  await write.fill('Half a thought');
  await page.reload();
  await page.getByText('Thank you!').first().waitFor();
  assert.equal(await write.inputValue(), 'Half a thought');

  desk.routing.loseResultsOf.add('reply');
  await write.fill('You are welcome.');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+Enter');
  await waitFor(() => desk.routing.commands.some((command) => command.reply), { describe: 'the reply' });
  desk.routing.loseResultsOf.clear();
  await page.reload();
  await waitFor(() => desk.routing.commands.filter((command) => command.reply).length === 2, {
    describe: 'the reply again',
  });
  const sent = desk.routing.commands.flatMap((command) => (command.reply ? [command.reply.clientMessageId] : []));
  assert.equal(new Set(sent).size, 1);
  await page.locator('.bubble', { hasText: 'You are welcome.' }).waitFor();
  assert.equal(await page.locator('.bubble', { hasText: 'You are welcome.' }).count(), 1);
});

test('a long thread opens at its end, reads back without losing its place, and tells of new messages', async () => {
  await using desk = await startDesk();
  playScene(desk.routing);
  desk.routing.setClock(Date.now() - 3600_000);
  const say = (words: string) => desk.routing.customerWrites('mary', [{ text: { text: words, html: '' } }]);
  for (let at = 0; at < 240; at++) say(`Line ${at}. ${'word '.repeat(at % 40)}`);
  desk.routing.change('mary', { unread: 0 });
  await using opened = await openPage(browser(), SIZES[1]);
  const { page } = opened;
  await signIn(page, desk);
  await page.goto(`${desk.url}/c/mary`);
  const bubble = (words: string) => page.locator('.bubble', { hasText: words });
  await bubble('Line 239.').waitFor();

  const scroller = page.locator('.thread-scroller');
  const moved = await page.evaluate<number>(`(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const scroller = document.querySelector('.thread-scroller');
    scroller.scrollTo(0, 400);
    await frame();
    const before = scroller.scrollHeight;
    const first = [...document.querySelectorAll('.bubble')].find((one) => one.getBoundingClientRect().top > 100);
    const words = first.textContent;
    const top = first.getBoundingClientRect().top;
    for (let frames = 0; frames < 600 && scroller.scrollHeight < before + 1000; frames++) await frame();
    for (let frames = 0; frames < 5; frames++) await frame();
    const again = [...document.querySelectorAll('.bubble')].find((one) => one.textContent === words);
    return again === undefined ? Infinity : Math.abs(again.getBoundingClientRect().top - top);
  })()`);
  assert.ok(moved < 60, `older messages moved what was being read by ${moved} px`);

  for (let turns = 0; turns < 300 && (await bubble('Line 0.').count()) === 0; turns++) {
    await scroller.evaluate((element) => element.scrollBy(0, -1200));
    await settle(page);
  }
  await bubble('Line 0.').waitFor();
  assert.ok((await page.locator('.thread-row').count()) < 80, 'only what is seen is on the page');
  desk.routing.setClock(Date.now());
  say('Are you there?');
  await page.getByRole('button', { name: '1 new message' }).click();
  await bubble('Are you there?').waitFor();
});
