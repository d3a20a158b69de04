import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { tempFolder } from '@onethread/testkit';
import { ANNA, linkOf, playCopies, pressOneClick, SUPPORT, WORLD } from '../testing/copies-stage.ts';
import { signingDomain } from '../testing/signing-domain.ts';

const ONE_CLICK = 'List-Unsubscribe=One-Click';

function resolving(texts: readonly string[]): () => Promise<string[][]> {
  return () => Promise.resolve([[...texts]]);
}

async function write(mail: Parameters<Parameters<typeof playCopies>[0]>[0]['mail'], over: object = {}) {
  const written = await mail.world.write({ from: ANNA, to: SUPPORT, text: 'I am here', ...over });
  await written.acknowledged;
}

test('a copy carries the way out in its header, both signed, and to be seen; an answer carries none', async () => {
  const folder = await tempFolder();
  const { privateKey, keyRecord } = signingDomain('localhost');
  const file = join(folder.path, 'dkim.pem');
  await writeFile(file, privateKey);
  try {
    await playCopies(
      async ({ send, received }) => {
        await send('r_copy');
        const copy = await received('r_copy');
        const link = linkOf(copy);
        assert.match(link, /^https:\/\/help\.example\.org\/webhooks\/email\/unsubscribe\/[a-z2-7]{48}$/);
        assert.equal(link.includes('anna'), false);
        assert.match(
          copy.headers.get('list-unsubscribe') ?? '',
          /^<https:[^>]+>, <mailto:support\+u_[a-z2-7]{48}@localhost\?subject=unsubscribe>$/,
        );
        assert.equal(copy.headers.get('list-unsubscribe-post'), ONE_CLICK);
        assert.equal(copy.headers.get('auto-submitted'), 'auto-generated');
        assert.ok(copy.text.startsWith('It is on its way.\n\n'));
        assert.ok(copy.text.endsWith(`\nSend me no more copies: ${link}`));
        assert.ok(copy.html?.includes(`<a href="${link}">Send me no more copies</a>`));

        const { results } = await dkimVerify(copy.raw, { resolver: resolving(keyRecord.TXT ?? []) });
        assert.deepEqual(
          results.map(({ status }) => status.result),
          ['pass'],
        );
        assert.deepEqual(signedUnsubscribes(copy.raw), ['list-unsubscribe', 'list-unsubscribe-post']);

        await send('r_answer', { automatic: undefined, copyOf: undefined });
        const answer = await received('r_answer');
        assert.equal(answer.headers.has('list-unsubscribe') || answer.headers.has('list-unsubscribe-post'), false);
        assert.equal(answer.raw.includes(WORLD), false);
        assert.deepEqual(signedUnsubscribes(answer.raw), [], 'what is not there is not said to be signed');
        await send('r_code', { copyOf: undefined });
        assert.equal((await received('r_code')).headers.has('list-unsubscribe'), false);
      },
      { dkimKeys: [{ selector: 's1', domain: 'localhost', file }] },
    );
  } finally {
    await folder.remove();
  }
});

function signedUnsubscribes(raw: Buffer): string[] {
  const [, fields = ''] = /;\s*h=([^;]+);/.exec(raw.toString().replaceAll(/\r\n\s+/g, '')) ?? [];
  return fields
    .toLowerCase()
    .split(':')
    .map((field) => field.trim())
    .filter((field) => field.startsWith('list-'))
    .toSorted();
}

test('where nobody in the world finds the page, copies go without', () =>
  playCopies(
    async ({ send, received }) => {
      await send('r_1');
      const { headers, text } = await received('r_1');
      assert.equal(headers.has('list-unsubscribe') || headers.has('list-unsubscribe-post'), false);
      assert.equal(text, 'It is on its way.');
    },
    { unsubscribeUrl: undefined },
  ));

for (const form of ['urlencoded', 'multipart'] as const) {
  test(`a mail program’s button (${form}) stops copies and nothing else, however often, and needs only its link`, () =>
    playCopies(async ({ send, received, told, page, standings }) => {
      await send('r_1');
      const url = page(linkOf(await received('r_1')));
      for (let time = 0; time < 3; time += 1) assert.equal((await pressOneClick(url, form)).status, 200);
      assert.deepEqual(new Set((await standings()).map(String)), new Set([`no-copies,refused-copies,${ANNA}`]));
      await send('r_2');
      assert.equal(await told('r_2'), 'copies-refused');
      await send('r_3', { automatic: undefined, copyOf: undefined });
      assert.equal(await told('r_3'), 'sent');
      await send('r_4', { copyOf: undefined });
      assert.equal(await told('r_4'), 'sent', 'a code that they asked for');
      await send('r_5', { to: 'bert@example.org' });
      assert.equal(await told('r_5'), 'sent', 'somebody else’s copies go on');
    }));
}

test('looking at the page changes nothing, and its buttons take the refusal back and give it again', () =>
  playCopies(async ({ send, received, told, page, standings }) => {
    await send('r_1');
    const url = page(linkOf(await received('r_1')));
    for (const method of ['GET', 'HEAD', 'GET']) {
      const response = await fetch(url, { method });
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
      assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/);
    }
    const shown = await (await fetch(url)).text();
    assert.ok(shown.includes('a…@example.org') && !shown.includes(ANNA), 'the address is told without its name');
    assert.deepEqual(await standings(), []);
    await send('r_2');
    assert.equal(await told('r_2'), 'sent');

    await pressOneClick(url);
    assert.match(await (await fetch(url)).text(), /You get no more copies/);
    const again = await fetch(url, { method: 'POST', body: new URLSearchParams({ Copies: 'Again' }) });
    assert.equal(again.status, 200);
    assert.match(await again.text(), /You get copies again/);
    await send('r_3');
    assert.equal(await told('r_3'), 'sent');
    await pressOneClick(url);
    await send('r_4');
    assert.equal(await told('r_4'), 'copies-refused');
    assert.deepEqual(
      (await standings()).map(([standing]) => standing).filter((one, at, all) => one !== all[at - 1]),
      ['no-copies', 'open', 'no-copies'],
    );
  }));

test('a refusal outlives a restart and holds in every process, whatever routing knows of it', () =>
  playCopies(async ({ mail, send, received, told, page, standings }) => {
    await send('r_1');
    await pressOneClick(page(linkOf(await received('r_1'))));
    await mail.restart();
    await mail.another();
    const before = (await standings()).length;
    for (const id of ['r_2', 'r_3', 'r_4']) await send(id);
    for (const id of ['r_2', 'r_3', 'r_4']) assert.equal(await told(id), 'copies-refused');
    const after = await standings();
    assert.ok(after.length > before, 'that a copy came all the same is told: routing cannot have known');
    assert.ok(after.every(([standing]) => standing === 'no-copies'));
  }));

test('whoever writes by mail gets copies again; a program’s answer or their own refusal by mail is no writing', () =>
  playCopies(async ({ mail, send, received, told, standings }) => {
    await send('r_1');
    const header = (await received('r_1')).headers.get('list-unsubscribe') ?? '';
    const to = /<mailto:([^?>]+)/.exec(header)?.[1] ?? '';
    await write(mail, { to, subject: 'unsubscribe', text: '' });
    await send('r_2');
    assert.equal(await told('r_2'), 'copies-refused');
    const [message] = await mail.messages();
    assert.deepEqual([message?.automatic, message?.notice], [true, 'Asks for no more copies by mail.']);

    await write(mail, { text: 'Away', headers: { 'Auto-Submitted': 'auto-replied' } });
    await send('r_3');
    assert.equal(await told('r_3'), 'copies-refused');
    await write(mail);
    await send('r_4');
    assert.equal(await told('r_4'), 'sent');
    assert.deepEqual((await standings()).at(-1), ['open', 'wrote-again', ANNA]);
  }));

test('who was forgotten is not written to again because of it, though nothing but a hash of them is kept', () =>
  playCopies(async ({ mail, send, received, told, page }) => {
    await send('r_1');
    await send('r_2', { to: 'bert@example.org' });
    const url = page(linkOf(await received('r_1')));
    const other = page(linkOf(await received('r_2', 'bert@example.org')));
    await pressOneClick(url);
    for (const address of [ANNA, 'bert@example.org']) {
      const identity = mail.life.host.identity(SUPPORT, address);
      for (let time = 0; time < 2; time += 1) await mail.life.channel.forget?.(identity);
    }
    const readers = await mail.stage.documents.collection<{ _id: string; rev: number }>({ name: 'copy_readers' });
    const known = await readers.get(mail.life.host.identity(SUPPORT, ANNA).identityId);
    assert.equal(JSON.stringify(known).includes('example.org'), false);
    assert.equal(await readers.get(mail.life.host.identity(SUPPORT, 'bert@example.org').identityId), undefined);

    const shown = await (await fetch(url)).text();
    assert.ok(shown.includes('You get no more copies') && !shown.includes('example.org'));
    await send('r_3');
    assert.equal(await told('r_3'), 'copies-refused');
    assert.equal((await pressOneClick(other)).status, 200, 'an old link still works');
    await send('r_4', { to: 'bert@example.org' });
    assert.equal(await told('r_4'), 'copies-refused');
  }));

test('of an address that is gone nothing is told but that, and its owner’s next mail opens it to copies too', () =>
  playCopies(async ({ mail, send, received, told, page, standings }) => {
    await send('r_1');
    const url = page(linkOf(await received('r_1')));
    await send('r_2', { automatic: undefined, copyOf: undefined });
    await mail.world.bounce((await received('r_2')).messageId)?.acknowledged;
    await pressOneClick(url);
    assert.deepEqual(
      (await standings()).map(([standing]) => standing),
      ['blocked'],
    );
    await write(mail);
    assert.deepEqual((await standings()).slice(1), [['open', 'wrote-again', ANNA]]);
    await send('r_3');
    assert.equal(await told('r_3'), 'sent');
  }));

test('what could not be kept or told is not said to be: 503, and nothing has changed or it is told again', () =>
  playCopies(async ({ mail, send, received, told, page, standings }) => {
    await send('r_1');
    const url = page(linkOf(await received('r_1')));
    mail.stage.failPublishing('refused');
    const failed = await pressOneClick(url);
    assert.deepEqual([failed.status, failed.headers.has('retry-after')], [503, true]);
    assert.match(await failed.text(), /This could not be saved/);
    mail.stage.failPublishing(undefined);
    assert.equal((await pressOneClick(url)).status, 200);
    assert.deepEqual(await standings(), [['no-copies', 'refused-copies', ANNA]]);
    mail.stage.failPublishing('refused');
    assert.equal((await fetch(url, { method: 'POST', body: new URLSearchParams({ Copies: 'Again' }) })).status, 503);
    mail.stage.failPublishing(undefined);
    await send('r_2');
    assert.equal(await told('r_2'), 'copies-refused');
  }));
