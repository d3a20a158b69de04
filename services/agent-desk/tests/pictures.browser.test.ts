import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pictureBlobId } from '@onethread/contracts';
import type { Page } from 'playwright-core';
import { assertAccessibleInBothThemes, browserOfFile, openPage, signIn, SIZES } from './browser-page.ts';
import { startDesk, type DeskFixture } from './desk-fixture.ts';
import { paintedPicture } from './painted-picture.ts';
import { playScene } from './play-scene.ts';

const browser = browserOfFile();
const GRACE = pictureBlobId('grace', '1');
const GONE = pictureBlobId('mary', '1');
const BROKEN = pictureBlobId('alan', '1');

async function keepPicture({ blobs, routing }: DeskFixture, blobId: string, bytes: Uint8Array): Promise<void> {
  await blobs.put(blobId, bytes, { maxBytes: 100_000, contentType: 'image/png' });
  routing.allowedFiles.add(blobId);
}

/** Told with the same rev, as pictures are. */
function showPicture({ routing }: DeskFixture, conversationId: string, blobId: string): void {
  const conversation = { ...routing.conversation(conversationId), pictureBlobId: blobId };
  routing.conversations.set(conversationId, conversation);
  routing.send({ conversation });
}

const row = (page: Page, name: string) => page.locator('.conversation-row', { hasText: name });

for (const size of SIZES) {
  test(`pictures of people stand where their names do, initials where there is none, at ${size.name} px`, async () => {
    await using desk = await startDesk();
    playScene(desk.routing);
    await keepPicture(desk, GRACE, paintedPicture());
    await keepPicture(desk, BROKEN, Buffer.from('\x89PNG\r\n\x1a\n and nothing of it', 'latin1'));
    await using opened = await openPage(browser(), size);
    const { page, complaints } = opened;
    const asked: string[] = [];
    page.on('request', (request) => void (request.resourceType() === 'image' && asked.push(request.url())));
    await signIn(page, desk);
    await row(page, 'Grace Hopper').waitFor();
    assert.equal(await row(page, 'Grace Hopper').locator('.avatar').textContent(), 'GH');
    assert.equal(await page.locator('.avatar img').count(), 0);

    showPicture(desk, 'grace', GRACE);
    const shown = row(page, 'Grace Hopper').locator('.avatar img[data-shown=true]');
    await shown.waitFor();
    const [place, own] = [await row(page, 'Grace Hopper').locator('.avatar').boundingBox(), await shown.boundingBox()];
    assert.deepEqual(own, place, 'it covers the initials, and nothing else');
    const beyond = await row(page, 'Grace Hopper')
      .locator('.avatar')
      .evaluate((element) => element.scrollHeight - element.clientHeight);
    assert.equal(beyond, 0, 'nothing stands below it');
    showPicture(desk, 'mary', GONE);
    await page.waitForResponse((response) => response.url().endsWith(GONE) && response.status() === 404);
    await row(page, 'Mary Jackson').locator('.avatar img').waitFor({ state: 'detached' });
    assert.equal(await row(page, 'Mary Jackson').locator('.avatar').textContent(), 'MJ');
    await assertAccessibleInBothThemes(page, `pictures-list-${size.name}`);

    await row(page, 'Grace Hopper').click();
    await page.getByRole('heading', { name: 'Grace Hopper', level: 1 }).waitFor();
    // A narrow header leaves its room to the name.
    if (size.width >= 480) await page.locator('.thread-head .avatar img[data-shown=true]').waitFor();
    await page.locator('.message-avatar .avatar img[data-shown=true]').last().waitFor();
    await assertAccessibleInBothThemes(page, `pictures-thread-${size.name}`);
    if (size.width < 1000) await page.getByRole('button', { name: 'Customer details' }).click();
    await page.locator('.card .avatar img[data-shown=true]').first().waitFor();
    await assertAccessibleInBothThemes(page, `pictures-card-${size.name}`);
    assert.ok(
      asked.every((url) => url.startsWith(desk.url) || url.startsWith('data:')),
      'nobody but the desk is asked for a picture',
    );

    // What is no picture after all.
    showPicture(desk, 'grace', BROKEN);
    await page.locator('.card .card-head .avatar img').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.card .card-head .avatar').textContent(), 'GH');
    assert.deepEqual(complaints, []);
  });
}
