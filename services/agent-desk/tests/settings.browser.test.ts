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
  test(`a queue's name and the order of rules are changed and put in force by the keyboard, at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    playAssignment(desk.routing);
    const { assignment } = desk.routing;
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;
    page.on('dialog', (dialog) => void dialog.accept());
    await signIn(page, desk);
    await page.goto(`${desk.url}/settings`);
    await page.getByRole('link', { name: /Support/ }).press('Enter');
    const name = page.getByLabel('Name', { exact: true });
    await name.fill('First line');
    await page.getByText('A draft: nothing is in force yet.').waitFor();
    await assertAccessibleInBothThemes(page, `settings-queue-${size.name}`);

    await page.reload();
    await name.waitFor();
    assert.equal(await name.inputValue(), 'First line');

    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: /Rules/ }).press('Enter');
    const up = page.getByRole('button', { name: 'Move At night up' });
    await up.press('Enter');
    await page.getByText('At night is now 2 of 3').waitFor({ state: 'attached' });
    await waitFor(() => up.evaluate((one) => one.matches(':focus')), { describe: 'the moved rule keeps the focus' });
    await page.keyboard.press('Alt+ArrowUp');
    await page.getByText('At night is now 1 of 3').waitFor({ state: 'attached' });
    await assertAccessibleInBothThemes(page, `settings-rules-${size.name}`);

    assignment.problems = [
      { severity: 'ERROR', code: 'unknown-skill', path: 'queues[q1].skills[0]', message: 'There is no skill french.' },
    ];
    await page.getByRole('button', { name: 'Review changes' }).press('Enter');
    const review = page.getByRole('dialog', { name: 'Review changes' });
    await review.getByText('There is no skill french.').waitFor();
    assert.equal(await review.getByRole('button', { name: 'Put in force' }).isDisabled(), true);
    await assertAccessible(page, 'review with an error');
    await picture(page, `settings-error-${size.name}`);
    await review.getByRole('link', { name: /Queue q1/ }).press('Enter');
    await page.waitForURL('**/settings/queues/q1*');
    await waitFor(
      () =>
        page
          .getByLabel('Skill', { exact: true })
          .first()
          .evaluate((one) => one.matches(':focus')),
      {
        describe: 'the field in error has the focus',
      },
    );

    assignment.problems = [
      {
        severity: 'WARNING',
        code: 'team-without-agents',
        path: 'teams[french]',
        message: 'Nobody is in French speakers.',
      },
    ];
    await page.getByRole('button', { name: 'Review changes' }).press('Enter');
    await review.getByText('2 changes').waitFor();
    await review.getByText('First line').waitFor();
    await review.getByLabel('Why? For the history').fill('Clearer names');
    await review.getByRole('checkbox', { name: /I have read the warning/ }).press('Space');
    await assertAccessibleInBothThemes(page, `settings-review-${size.name}`);
    await review.getByRole('button', { name: 'Put in force' }).press('Enter');
    await page.getByText('In force: version 5.').waitFor();
    assert.equal(assignment.settings.queues?.[0]?.name, 'First line');
    assert.deepEqual(
      assignment.settings.rules?.map(({ id }) => id),
      ['night', 'payments', 'mail'],
    );
    await page.getByText('A draft: nothing is in force yet.').waitFor({ state: 'detached' });

    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'History' }).press('Enter');
    await page.getByText('Clearer names').waitFor();
    await assertAccessibleInBothThemes(page, `settings-history-${size.name}`);
    assert.deepEqual(complaints, []);
  });

  test(`every part of the settings can be used at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    playAssignment(desk.routing);
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;
    await signIn(page, desk);
    const parts = [
      'agents',
      'agents/ben',
      'teams',
      'skills',
      'calendars/office',
      'channels',
      'general',
      'rules/payments',
    ];
    for (const part of parts) {
      await page.goto(`${desk.url}/settings/${part}`);
      await page.locator('.settings-section h2').waitFor();
      await assertAccessibleInBothThemes(page, `settings-${part.replace('/', '-')}-${size.name}`);
    }
    assert.deepEqual(complaints, []);
  });
}

test('who was faster is told, and the own changes come on top of theirs', async () => {
  await using desk = await startDesk();
  playScene(desk.routing);
  playAssignment(desk.routing);
  const { assignment } = desk.routing;
  await using opened = await openPage(browser(), SIZES[1]);
  const { page } = opened;
  await signIn(page, desk);
  await page.goto(`${desk.url}/settings/queues/q1`);
  await page.getByLabel('Name', { exact: true }).fill('Mine');
  const [first, second] = assignment.settings.queues ?? [];
  assignment.changeElsewhere({ ...assignment.settings, queues: [first ?? {}, { ...second, name: 'Theirs' }] });
  await page.getByRole('button', { name: 'Review changes' }).click();
  const review = page.getByRole('dialog', { name: 'Review changes' });
  await review.getByText('Somebody else has changed the settings meanwhile.').waitFor();
  await picture(page, 'settings-stale');
  await review.getByRole('button', { name: 'Load theirs and keep my changes' }).click();
  await page.getByText('Your changes are on top of theirs now.').waitFor();
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Mine');
  await page.getByRole('button', { name: 'Review changes' }).click();
  await review.getByText('1 change').waitFor();
  await review.getByRole('button', { name: 'Put in force' }).click();
  await page.getByText('In force: version 6.').waitFor();
  assert.deepEqual(
    assignment.settings.queues?.map(({ name }) => name),
    ['Mine', 'Theirs'],
  );
});

test('a draft is not left without a word, and a supervisor looks without changing', async () => {
  await using desk = await startDesk();
  playScene(desk.routing);
  playAssignment(desk.routing);
  await using opened = await openPage(browser(), SIZES[1]);
  const { page } = opened;
  await signIn(page, desk);
  await page.goto(`${desk.url}/settings/skills`);
  await page.getByLabel('Name of a new skill').fill('Español');
  await page.keyboard.press('Enter');
  await page.getByLabel('Name of skill espanol').waitFor();
  await page.getByRole('button', { name: 'Back to the conversations' }).click();
  const leave = page.getByRole('dialog', { name: 'Your changes are not in force' });
  await leave.waitFor();
  await assertAccessible(page, 'leaving a draft');
  await leave.getByRole('button', { name: 'Stay' }).click();
  await page.getByRole('button', { name: 'Back to the conversations' }).click();
  await leave.getByRole('button', { name: 'Keep the draft and leave' }).click();
  await page
    .getByText('Choose a conversation')
    .or(page.getByRole('tab', { name: /Mine/ }))
    .first()
    .waitFor();
  await page.goto(`${desk.url}/settings/skills`);
  await page.getByLabel('Name of skill espanol').waitFor();
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByLabel('Name of skill espanol').waitFor({ state: 'detached' });

  desk.routing.changeAgent('admin', { role: 'supervisor' });
  await page.getByText('administrators change them').waitFor();
  assert.equal(await page.getByLabel('Name of skill french').isDisabled(), true);
  assert.equal(await page.getByLabel('Name of a new skill').count(), 0);
});
