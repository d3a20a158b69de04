import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkOf, playCopies, pressOneClick } from '../testing/copies-stage.ts';
import { UNSUBSCRIBE_WORDS } from './unsubscribe-words.ts';

/** As the burst of each limit. */
const CHANGES = 10;
const STRAY_LINKS = 60;

test('what is no link of ours is not found, what is no wish is refused, and neither changes anything', () =>
  playCopies(async ({ send, received, told, page, standings }) => {
    await send('r_1');
    const url = page(linkOf(await received('r_1')));
    const base = url.slice(0, url.lastIndexOf('/'));
    for (const link of [base, `${base}/`, `${base}/x`, `${url}x`, `${url}/x`, `${url.slice(0, -1)}1`, `${base}/%00`]) {
      const looked = await fetch(link);
      assert.equal(looked.status, 404, link);
      assert.match(looked.headers.get('content-type') ?? '', /^text\/html/);
      assert.match(await looked.text(), /This link does not work/);
      assert.equal((await pressOneClick(link)).status, 404);
    }
    assert.equal((await fetch(url, { method: 'DELETE' })).status, 404);

    const twice = new FormData();
    for (let time = 0; time < 2; time += 1) twice.append('List-Unsubscribe', 'One-Click');
    const asFile = new FormData();
    asFile.append('List-Unsubscribe', new Blob(['One-Click']), 'x.txt');
    const bodies: readonly (string | FormData | URLSearchParams | undefined)[] = [
      undefined,
      '',
      'List-Unsubscribe=One-Click',
      new URLSearchParams({ 'List-Unsubscribe': 'one-click' }),
      new URLSearchParams({ 'List-Unsubscribe': 'One-Click', more: 'x' }),
      new URLSearchParams({ Copies: 'again' }),
      JSON.stringify({ 'List-Unsubscribe': 'One-Click' }),
      twice,
      asFile,
      new URLSearchParams({ 'List-Unsubscribe': 'x'.repeat(5_000) }),
    ];
    const statuses: number[] = [];
    // Fewer than a limit would let through, since each counts.
    for (const body of bodies.slice(0, CHANGES)) {
      statuses.push((await fetch(url, { method: 'POST', ...(body === undefined ? {} : { body }) })).status);
    }
    assert.deepEqual(statuses, Array(bodies.length).fill(400));
    assert.deepEqual(await standings(), []);
    await send('r_2');
    assert.equal(await told('r_2'), 'sent');
  }));

test('one link is pressed so often, one caller guesses so often; others are not held up by it', () =>
  playCopies(async ({ send, received, page }) => {
    await send('r_1');
    await send('r_2', { to: 'bert@example.org' });
    const url = page(linkOf(await received('r_1')));
    const other = page(linkOf(await received('r_2', 'bert@example.org')));
    const pressed: number[] = [];
    for (let time = 0; time <= CHANGES + 1; time += 1) pressed.push((await pressOneClick(url)).status);
    assert.deepEqual(new Set(pressed), new Set([200, 429]));
    assert.equal((await fetch(url)).status, 200, 'it can still be looked at');
    const guessed = await Promise.all(Array.from({ length: STRAY_LINKS * 2 }, () => fetch(`${url.slice(0, -1)}1`)));
    const refused = guessed.filter(({ status }) => status === 429);
    assert.ok(refused.length > 0 && refused.every(({ headers }) => headers.has('retry-after')));
    assert.equal((await pressOneClick(other)).status, 200);
  }));

test('the page speaks its reader’s language, from the right where that is written so', () =>
  playCopies(async ({ send, received, page }) => {
    await send('r_1');
    const url = page(linkOf(await received('r_1')));
    const shown = async (language: string) =>
      /<html lang="(\w+)" dir="(\w+)">/.exec(
        await (await fetch(url, { headers: { 'accept-language': language } })).text(),
      );
    assert.deepEqual((await shown('ar-EG, en;q=0.5'))?.slice(1), ['ar', 'rtl']);
    assert.deepEqual((await shown('de-AT'))?.slice(1), ['de', 'ltr']);
    assert.deepEqual((await shown('tlh'))?.slice(1), ['en', 'ltr']);
    for (const words of UNSUBSCRIBE_WORDS)
      assert.ok(Object.values(words).every((text: string) => text.trim() === text && text !== ''));
  }));
