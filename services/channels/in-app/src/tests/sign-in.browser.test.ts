import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { openBrowser } from '@onethread/testkit/browser';
import type { Browser, Page } from 'playwright-core';
import {
  field,
  identify,
  keptOnDevice,
  launcher,
  log,
  logout,
  playIn,
  scene,
  textsOnLog,
  write,
  type Scene,
} from './widget-scene.ts';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
  playIn(browser);
});
after(() => browser.close());

/** Who wrote what, in the order of the log. */
async function written({ at }: Scene): Promise<string[]> {
  return (await at.stage.received()).flatMap((record) =>
    record.type === 'message'
      ? record.parts.flatMap((part) =>
          part.kind === 'text' ? [`${record.identity.externalId.replace(/^visitor:.*/, 'visitor')}: ${part.text}`] : [],
        )
      : [],
  );
}

const evidence = async ({ at }: Scene) => (await at.stage.received()).filter(({ type }) => type === 'evidence');
const empty = (page: Page) => page.getByText('Write to us whenever you like.', { exact: false });

/** Frames of the widget reach nobody, as on a line that swallows everything. */
async function cutOff(page: Page): Promise<void> {
  await page.route('**/in-app/**', (route) => route.abort());
  await page.context().setOffline(true);
}

describe('signing in', () => {
  test('carries the visitor’s conversation along, in the page and after a reload', async () => {
    await using it = await scene();
    const { page } = it;
    await launcher(page).click();
    await write(page, 'Do you ship to Norway?');
    await log(page).getByText('Sent').waitFor();
    await identify(page, 'anna');
    await log(page).getByText('Do you ship to Norway?').waitFor();
    await write(page, 'I have an account now.');
    await log(page).getByText('I have an account now.').waitFor();
    await waitFor(async () => (await written(it)).length === 2, { describe: 'both messages' });
    assert.deepEqual(await written(it), ['visitor: Do you ship to Norway?', 'user:anna: I have an account now.']);
    assert.equal((await evidence(it)).length, 1);

    await page.reload();
    await identify(page, 'anna');
    await launcher(page).click();
    await log(page).getByText('Do you ship to Norway?').waitFor();
    assert.doesNotMatch(await keptOnDevice(page), /"secret"|joining/);
    assert.equal((await evidence(it)).length, 1, 'told once');
  });

  test('what the visitor wrote without a network is sent as theirs, once it is back', async () => {
    await using it = await scene();
    const { page, context } = it;
    await launcher(page).click();
    await write(page, 'one');
    await log(page).getByText('Sent').waitFor();
    await context.setOffline(true);
    await page.getByText('You are offline.', { exact: false }).waitFor();
    await write(page, 'two');
    await identify(page, 'anna');
    await context.setOffline(false);
    await log(page).getByText('two').waitFor();
    await waitFor(async () => (await written(it)).length === 2, { describe: 'the second message' });
    await write(page, 'three');
    await waitFor(async () => (await written(it)).length === 3, { describe: 'the third message' });
    assert.deepEqual(await written(it), ['visitor: one', 'visitor: two', 'user:anna: three']);
  });

  test('an open tab of the visitor shows nothing of the user, and says what to do', async () => {
    await using it = await scene();
    const { page, at } = it;
    await launcher(page).click();
    await write(page, 'hello');
    await log(page).getByText('Sent').waitFor();
    const other = await it.open('opened');
    await log(other).getByText('hello').waitFor();
    await identify(page, 'anna');
    await other.getByRole('alert').getByText('You signed in in another tab').waitFor();
    at.history.reply(at.life.host.identity('app', 'user:anna').identityId, 'for Anna alone');
    await log(page).getByText('for Anna alone').waitFor();
    assert.equal(await log(other).locator('article').count(), 0);
  });
});

describe('a shared computer', () => {
  test('after signing out nothing of the person is left: not in another tab, after a reload, or by the back button', async () => {
    await using it = await scene();
    const { page, at } = it;
    at.history.reply(at.life.host.identity('app', 'user:anna').identityId, 'for Anna alone');
    const other = await it.open();
    for (const tab of [page, other]) {
      await identify(tab, 'anna');
      await launcher(tab).click();
      await log(tab).getByText('for Anna alone').waitFor();
    }
    await field(other).fill('a draft of Anna');
    await page.goto(`${at.url}/pages/branded`);
    await launcher(page).waitFor();
    await logout(page);
    await empty(other).waitFor();
    assert.equal(await other.getByText('for Anna alone').count(), 0);
    assert.equal(await field(other).inputValue(), '');
    assert.doesNotMatch(await keptOnDevice(page), /Anna|anna/);

    await page.goBack();
    await launcher(page).click();
    await empty(page).waitFor();
    await other.reload();
    await launcher(other).click();
    await empty(other).waitFor();
    for (const tab of [page, other]) assert.equal(await tab.getByText('for Anna alone').count(), 0);
    assert.doesNotMatch(await keptOnDevice(page), /Anna|anna/);
  });

  test('a page that the browser kept for the back button is covered, and looks who is here before it is seen', async () => {
    await using it = await scene();
    const { page, at } = it;
    at.history.reply(at.life.host.identity('app', 'user:anna').identityId, 'for Anna alone');
    await identify(page, 'anna');
    await launcher(page).click();
    await log(page).getByText('for Anna alone').waitFor();
    const turn = (type: 'pagehide' | 'pageshow') =>
      page.evaluate((name) => {
        const { PageTransitionEvent: Turn, dispatchEvent } = globalThis as unknown as {
          PageTransitionEvent: new (type: string, init: { persisted: boolean }) => Event;
          dispatchEvent: (event: Event) => boolean;
        };
        dispatchEvent(new Turn(name, { persisted: true }));
      }, type);
    await turn('pagehide');
    assert.equal(await launcher(page).isVisible(), false);
    const other = await it.open();
    await logout(other);
    await turn('pageshow');
    await launcher(page).waitFor();
    await empty(page).waitFor();
    assert.equal(await page.getByText('for Anna alone').count(), 0);
  });

  test('what was not sent before signing out is never sent, and the next person hears only that', async () => {
    await using it = await scene();
    const { page, context } = it;
    await identify(page, 'anna');
    await launcher(page).click();
    await write(page, 'from Anna');
    await log(page).getByText('Sent').waitFor();
    await cutOff(page);
    await page.getByText('You are offline.', { exact: false }).waitFor();
    await write(page, 'too late');
    await logout(page);
    await page.getByRole('alert').getByText('It was deleted.', { exact: false }).waitFor();
    await page.unroute('**/in-app/**');
    await context.setOffline(false);
    await empty(page).waitFor();
    await write(page, 'by somebody new');
    await waitFor(async () => (await textsOnLog(it)).length === 2, { describe: 'the new message' });
    assert.deepEqual(await written(it), ['user:anna: from Anna', 'visitor: by somebody new']);
    assert.equal(await page.getByText('too late').count(), 0);
    assert.doesNotMatch(await keptOnDevice(page), /too late/);
  });

  test('another user who signs in finds and sends nothing of the one before', async () => {
    await using it = await scene();
    const { page, at, context } = it;
    at.history.reply(at.life.host.identity('app', 'user:anna').identityId, 'for Anna alone');
    await identify(page, 'anna');
    await launcher(page).click();
    await log(page).getByText('for Anna alone').waitFor();
    await cutOff(page);
    await page.getByText('You are offline.', { exact: false }).waitFor();
    await write(page, 'never sent');
    await identify(page, 'bert');
    await page.unroute('**/in-app/**');
    await context.setOffline(false);
    await empty(page).waitFor();
    await write(page, 'by Bert');
    await log(page).getByText('Sent').waitFor();
    assert.deepEqual(await written(it), ['user:bert: by Bert']);
    assert.deepEqual(await evidence(it), []);
    assert.doesNotMatch(await keptOnDevice(page), /Anna|anna/);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Open messages', exact: true }).waitFor();
  });
});
