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
import { playScene } from './play-scene.ts';

const browser = browserOfFile();

for (const size of SIZES) {
  test(`an agent sees who the person is, links, undoes, and takes apart, at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    playPeople(desk.routing);
    const { identity } = desk.routing;
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;
    await signIn(page, desk);
    await page.goto(`${desk.url}/c/grace`);
    const narrow = size.width < 760;
    const card = page.getByRole('complementary', { name: 'Customer' });
    const showCard = async () => {
      if (narrow && !(await card.isVisible())) await page.getByRole('button', { name: 'Customer details' }).click();
    };
    await page.getByRole('region', { name: 'Possible match: G. Hopper' }).waitFor();
    await picture(page, `match-banner-${size.name}`);
    await showCard();
    await card.getByText('Believed by an agent').waitFor();
    await card.getByText('2 differ').waitFor();
    assert.equal(await card.getByText('Proved by the customer').first().isVisible(), true);
    await assertAccessibleInBothThemes(page, `person-${size.name}`);
    await card.getByRole('button', { name: 'Believed by an agent' }).focus();
    await page.getByRole('tooltip', { name: /The customer has not proved it/ }).waitFor();
    await picture(page, `proof-tooltip-${size.name}`);
    await card.getByText(/What was done/).click();
    await card.getByText('She read her order number to me from both.').waitFor();
    await picture(page, `audit-${size.name}`);

    // Accepted after a look, undone with one key.
    await card.getByRole('button', { name: 'Compare… with G. Hopper' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'The same person as G. Hopper?' });
    await dialog.getByText('Joins', { exact: true }).waitFor();
    await assertAccessibleInBothThemes(page, `accept-match-${size.name}`);
    await dialog.getByLabel(/Why\?/).fill('She said so.');
    await page.keyboard.press('Enter');
    await page.getByText('Linked with G. Hopper: one thread now.').waitFor();
    await card.getByText('4 addresses, one person').waitFor();
    assert.equal(identity.decided.get('m-grace'), 'accepted');
    await picture(page, `linked-${size.name}`);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await card.getByText('3 addresses, one person').waitFor();
    assert.equal(identity.audit[0]?.note, 'Undone at once');

    // Merged by hand with somebody who is found by a number.
    await card.getByRole('button', { name: 'Merge with…' }).press('Enter');
    await page.keyboard.type('900555');
    await page
      .getByRole('button', { name: /G\. Hopper/ })
      .last()
      .waitFor();
    await assertAccessible(page, 'merge');
    await picture(page, `merge-${size.name}`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Link: they are one person' }).press('Enter');
    await card.getByText('4 addresses, one person').waitFor();

    // What an agent only believed is taken apart, after a look at both sides.
    await card.getByRole('button', { name: 'Undo… link: An agent’s word' }).first().press('Enter');
    const apart = page.getByRole('dialog', { name: 'Take apart' });
    await apart.getByRole('heading', { name: 'Second thread' }).waitFor();
    await assertAccessibleInBothThemes(page, `take-apart-${size.name}`);
    await apart.getByRole('button', { name: 'Take apart' }).press('Enter');
    await page.getByText('Taken apart: two threads now.').last().waitFor();
    await card.getByText('3 addresses, one person').waitFor();
    assert.deepEqual(complaints, []);
  });

  test(`possible matches are counted, listed and dismissed for good at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    playPeople(desk.routing);
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;
    await signIn(page, desk);
    await page.getByRole('link', { name: 'Possible matches 2' }).press('Enter');
    await page.getByRole('heading', { name: 'Possible matches', level: 1 }).waitFor();
    await page.getByText('They gave the same phone number, without proof').waitFor();
    await assertAccessibleInBothThemes(page, `matches-${size.name}`);
    await page.getByRole('button', { name: /Not the same.*Alan Turing and Mary Jackson/ }).press('Enter');
    await page.getByText('Noted: two different people.').waitFor();
    await waitFor(() => desk.routing.identity.decided.get('m-alan') === 'dismissed', { describe: 'dismissed' });
    await page.getByText('They gave the same phone number').waitFor({ state: 'detached' });
    assert.deepEqual(complaints, []);
  });

  test(`what stands in the way of a link is explained at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    const user = { channel: 'drum', account: 'main', verified: true, proof: 'backend' } as const;
    for (const id of ['ida', 'ivy'])
      desk.routing.addConversation(id, [{ ...user, identityId: id, name: `User ${id}`, address: id }], {
        customerId: `c_${id}`,
        assigneeId: 'admin',
      });
    await using opened = await openPage(browser(), size);
    const { page } = opened;
    await signIn(page, desk);
    await page.goto(`${desk.url}/c/ida`);
    if (size.width < 760) await page.getByRole('button', { name: 'Customer details' }).click();
    await page.getByRole('button', { name: 'Merge with…' }).press('Enter');
    await page.keyboard.type('User ivy');
    await page
      .getByRole('button', { name: /User ivy/ })
      .last()
      .click();
    await page.getByRole('alert').getByText('two users are never one person').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Link: they are one person' }).count(), 0);
    await assertAccessible(page, 'obstacle');
    await picture(page, `obstacle-${size.name}`);
    await page.getByRole('button', { name: 'Back', exact: true }).press('Enter');
    await page.getByLabel('Who else is this?').waitFor();
  });
}
