import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { CLOSE_CODES, MAX_FILE_BYTES, MAX_TEXT_CHARACTERS } from '../wire/frames.ts';
import { MAX_SOCKETS } from '../src/socket/playground-sockets.ts';
import { JWT_SECRET, startPlayground, type PlaygroundFixture } from './playground-fixture.ts';
import { TestPage } from './test-page.ts';

let fixture: PlaygroundFixture;
before(async () => void (fixture = await startPlayground()));
after(() => fixture.close());

const refusals = async (reason: string): Promise<number> => {
  const metric = await fixture.metrics.getSingleMetric('onethread_playground_refused_total')?.get();
  return metric?.values.find(({ labels }) => labels['reason'] === reason)?.value ?? 0;
};
const askForToken = (user: string, origin: string | undefined) =>
  fetch(`${fixture.url}/playground/v1/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(origin === undefined ? {} : { origin }) },
    body: JSON.stringify({ user }),
  });

const handIn = (bytes: number) =>
  fetch(`${fixture.url}/playground/v1/files?name=big.bin`, {
    method: 'POST',
    headers: { origin: fixture.url },
    body: new Uint8Array(bytes),
  });
const statusOf = async (path: string) => (await fetch(`${fixture.url}/playground/v1/${path}`)).status;

test("a token is signed as the app's backend would, for an hour", async () => {
  const answer = await askForToken('anna', fixture.url);
  const { token } = (await answer.json()) as { token: string };
  const [header = '', claims = '', signature] = token.split('.');
  assert.equal(createHmac('sha256', JWT_SECRET).update(`${header}.${claims}`).digest('base64url'), signature);
  assert.deepEqual(JSON.parse(Buffer.from(header, 'base64url').toString()), { alg: 'HS256', typ: 'JWT' });
  const { sub, name, iat, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  // Never the id that a real user of the app may have: the secret may be the one of a real app.
  assert.deepEqual([sub, name, Number(exp) - Number(iat)], ['playground:anna', 'Anna Lindqvist', 3600]);
});

test('no token for somebody unknown, and none for another page', async () => {
  assert.equal((await askForToken('nobody', fixture.url)).status, 400);
  assert.equal((await askForToken('anna', 'https://elsewhere.example')).status, 403);
  assert.equal((await askForToken('anna', undefined)).status, 403);
});

test('a socket of another page is refused, and so is a name that only points here', async () => {
  await assert.rejects(TestPage.open(fixture.url, 'https://elsewhere.example'), /403/);
  await assert.rejects(TestPage.open(fixture.url, `http://rebound.example:${new URL(fixture.url).port}`), /403/);
  assert.equal(await refusals('origin'), 4);
});

test('more pages than allowed are refused until one leaves', async () => {
  const pages = await Promise.all(Array.from({ length: MAX_SOCKETS }, () => TestPage.open(fixture.url)));
  await assert.rejects(TestPage.open(fixture.url), /429/);
  await pages.shift()?.close();
  const again = await TestPage.open(fixture.url);
  await Promise.all([again, ...pages].map((page) => page.close()));
});

test('what is too long, empty or from nobody is refused, and nothing is sent', async () => {
  const page = await TestPage.open(fixture.url);
  const sms = { kind: 'write', provider: 'sms', personId: 'anna', fileIds: [] } as const;
  const outcomes = [
    await page.act({ ...sms, text: 'x'.repeat(MAX_TEXT_CHARACTERS + 1) }),
    await page.act({ ...sms, text: 'x'.repeat(1601) }),
    await page.act({ ...sms, provider: 'pigeon', text: 'hello' }),
    await page.act({ kind: 'see', provider: 'sms', personId: 'anna' }),
    await page.act({ kind: 'react', provider: 'telegram', personId: 'anna', messageId: '1', emoji: '👍' }),
    await page.act({ ...sms, text: '  ' }),
    await page.act({ ...sms, personId: 'nobody', text: 'hello' }),
    await page.act({ ...sms, text: '', fileIds: ['5d1f3c0e-9b4f-4a55-a0c5-2c6e5f0d7b11'] }),
    await page.act({
      kind: 'write',
      provider: 'mail',
      personId: 'anna',
      subject: 'a\r\nBcc: all@example.org',
      text: 'x',
      fileIds: [],
    }),
  ];
  assert.deepEqual(
    outcomes.map((outcome) => (outcome.type === 'refused' ? outcome.code : outcome.type)),
    [
      'invalid',
      'too-long',
      'unknown-provider',
      'not-offered',
      'unknown-message',
      'empty',
      'unknown-person',
      'unknown-file',
      'invalid',
    ],
  );
  assert.ok(!page.frames.some(({ type }) => type === 'message'));
  assert.equal(fixture.hooks.length, 0);
  await page.close();
});

test('a page that acts faster than fingers can is slowed down', async () => {
  const page = await TestPage.open(fixture.url);
  const outcomes = await Promise.all(
    Array.from({ length: 80 }, () => page.act({ kind: 'phone-switch', personId: 'anna', isOn: true })),
  );
  const tooFast = outcomes.filter((outcome) => outcome.type === 'refused' && outcome.code === 'too-fast').length;
  assert.ok(tooFast > 0 && tooFast < 80, `${tooFast} of 80`);
  await page.close();
});

test('frames that are no frames close the socket, others stay', async () => {
  const [good, bad] = [await TestPage.open(fixture.url), await TestPage.open(fixture.url)];
  for (let sent = 0; sent < 5; sent += 1) bad.socket.send(sent % 2 === 0 ? '{' : Buffer.from([1, 2, 3]));
  assert.equal(await bad.closed, CLOSE_CODES.protocol);
  assert.equal((await good.act({ kind: 'reset-faults' })).type, 'done');
  await good.close();
});

test('a file that is too large, or empty, is not taken', async () => {
  assert.equal((await handIn(MAX_FILE_BYTES + 1)).status, 413);
  assert.equal((await handIn(0)).status, 400);
});

test('only files that a provider named can be opened, and unknown mails are not found', async () => {
  assert.equal(await statusOf('files/http%3A%2F%2F127.0.0.1%3A1%2F'), 404);
  assert.equal(await statusOf('mails/mail/anna%40example.org/nothing'), 404);
});
