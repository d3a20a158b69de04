import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { REST_PATH, type Confirmation, type LinkCode, type ReachableChannel } from '../protocol.ts';
import { openInAppStage, type InAppStage } from './in-app-stage.ts';
import { userToken } from './people.ts';
import { SENT_CODE } from './scripted-identity.ts';

interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

async function call<Body = { error: { code: string; message: string } }>(
  at: InAppStage,
  path: string,
  {
    sub = 'anna',
    body,
    method = 'POST',
    headers = {},
  }: { sub?: string; body?: unknown; method?: string; headers?: Record<string, string> } = {},
): Promise<Answer<Body>> {
  const response = await fetch(`${at.url}${REST_PATH}${path}`, {
    ...(path === '/reachable' ? {} : { method, body: JSON.stringify(body ?? {}) }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await userToken(sub)}`, ...headers },
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json().catch(() => undefined)) as Body,
  };
}

const confirm = (at: InAppStage, id: string, code: string, sub = 'anna') =>
  call<{ confirmed?: boolean; triesLeft?: number; error?: { code: string } }>(
    at,
    `/confirmations/${encodeURIComponent(id)}`,
    { sub, body: { code } },
  );

describe('going on elsewhere', () => {
  test('the channels are listed with what people need to write there', async () => {
    await using at = await openInAppStage();
    at.history.identity.link('email');
    const { status, body, headers } = await call<{ channels: ReachableChannel[] }>(at, '/reachable');
    assert.equal(status, 200);
    assert.deepEqual(body.channels, [
      { channel: 'sms', label: 'SMS', address: '+447700900123', addressKind: 'phone', linked: false },
      {
        channel: 'email',
        label: 'Email',
        address: 'support@example.org',
        addressKind: 'email',
        linked: true,
        answersFollow: false,
        account: 'main',
      },
      { channel: 'messenger', label: 'Messenger', linked: false },
    ]);
    assert.equal(headers.get('cache-control'), 'no-store');
    const identityId = at.life.host.identity('app', 'user:anna').identityId;
    assert.deepEqual(at.history.identity.asked, [['ListReachable', identityId]], 'of the person who asks');
  });

  test('a code comes with how long it is good, counted by the server alone', async () => {
    await using at = await openInAppStage();
    const { status, body, headers } = await call<LinkCode>(at, '/link-codes');
    assert.equal(status, 201);
    assert.match(body.code, /^OT-/);
    assert.ok(body.validForMs > 0 && body.validForMs <= at.history.identity.linkCodeMs);
    assert.equal(headers.get('cache-control'), 'no-store');
  });

  test('answers follow to an address that is proved, by the person’s wish, until they wish otherwise', async () => {
    await using at = await openInAppStage();
    const wish = (body: unknown) => call(at, '/answers-follow', { body, method: 'PUT' });
    const follows = async () =>
      (await call<{ channels: ReachableChannel[] }>(at, '/reachable')).body.channels.find(
        ({ channel }) => channel === 'email',
      )?.answersFollow;
    assert.equal((await wish({ channel: 'email', account: 'main' })).body.error.code, 'not-yours');
    at.history.identity.link('email');
    at.history.identity.copiesRefused = true;
    const refused = await wish({ channel: 'email', account: 'main' });
    assert.deepEqual([refused.status, refused.body.error.code], [409, 'copies-refused']);
    at.history.identity.copiesRefused = false;
    assert.equal((await wish({ channel: 'email', account: 'main' })).status, 204);
    assert.equal(await follows(), true);
    assert.equal((await wish({ channel: 'email' })).status, 400);
    assert.equal((await wish({})).status, 204);
    assert.equal(await follows(), false);
  });

  test('a typed address is confirmed by the code that was sent to it', async () => {
    await using at = await openInAppStage();
    const started = await call<Confirmation>(at, '/confirmations', {
      body: { channel: 'sms', address: '+44 7700 900999' },
    });
    assert.equal(started.status, 201);
    assert.equal(started.body.address, '+447700900999');
    assert.deepEqual((await confirm(at, started.body.id, '000000')).body, { confirmed: false, triesLeft: 4 });
    assert.equal((await confirm(at, started.body.id, SENT_CODE, 'bert')).status, 410, 'nobody else’s');
    const spaced = `${SENT_CODE.slice(0, 3)} ${SENT_CODE.slice(3)}`;
    assert.deepEqual((await confirm(at, started.body.id, spaced)).body, { confirmed: true, triesLeft: 4 });
  });

  test('codes cannot be guessed on and on', async () => {
    await using at = await openInAppStage();
    const { body } = await call<Confirmation>(at, '/confirmations', {
      body: { channel: 'sms', address: '+447700900999' },
    });
    for (let left = 4; left >= 0; left -= 1)
      assert.deepEqual((await confirm(at, body.id, '000000')).body, { confirmed: false, triesLeft: left });
    const over = await confirm(at, body.id, SENT_CODE);
    assert.deepEqual([over.status, over.body.error?.code], [410, 'confirmation-over']);
  });
});

describe('what is refused', () => {
  test('requests that are none', async () => {
    await using at = await openInAppStage();
    const bodies = [{}, { channel: 'sms' }, { channel: 'sms', address: '' }, { channel: 7, address: 'x' }];
    for (const body of [
      ...bodies,
      { channel: 'x'.repeat(41), address: 'x' },
      { channel: 'sms', address: 'x'.repeat(321) },
    ])
      assert.equal((await call(at, '/confirmations', { body })).status, 400);
    for (const code of [undefined, '', 271_828, '1'.repeat(21)])
      assert.equal((await call(at, '/confirmations/f_1', { body: { code } })).status, 400);
    const typo = await call(at, '/confirmations', { body: { channel: 'sms', address: 'anna' } });
    assert.deepEqual([typo.status, typo.body.error.code], [400, 'invalid-address']);
  });

  test('whoever does not say who they are, and pages of foreign origins', async () => {
    await using at = await openInAppStage({
      apps: [{ id: 'shop', label: 'Shop', origins: ['https://shop.example.org'] }],
    });
    for (const path of ['/reachable', '/link-codes', '/confirmations', '/confirmations/f_1']) {
      assert.equal((await call(at, path, { headers: { authorization: '' } })).status, 401, path);
      assert.equal((await call(at, path, { headers: { origin: 'https://evil.example.org' } })).status, 403, path);
    }
    assert.deepEqual(at.history.identity.asked, []);
  });

  test('each refusal of routing says what the person can do', async () => {
    await using at = await openInAppStage();
    const cases = [
      ['exhausted', 429, 'too-many-codes'],
      ['not-found', 409, 'write-first'],
      ['unavailable', 503, 'unavailable'],
      ['unimplemented', 503, 'unavailable'],
      ['internal', 503, 'unavailable'],
    ] as const;
    for (const [failure, status, code] of cases) {
      at.history.identity.failure = failure;
      const answer = await call(at, '/link-codes');
      assert.deepEqual([answer.status, answer.body.error.code], [status, code]);
      if (status !== 409) assert.ok(Number(answer.headers.get('retry-after')) > 0);
    }
  });

  test('too much of it, of one person and from one place', async () => {
    await using at = await openInAppStage();
    let last = 0;
    for (let n = 0; n < 30 && last !== 429; n += 1) last = (await call(at, '/link-codes')).status;
    assert.equal(last, 429);
    assert.equal((await call(at, '/link-codes', { sub: 'bert' })).status, 201, 'others go on');
    let code = '';
    for (let n = 0; n < 120 && code !== 'too-many-codes'; n += 1) {
      const body = { channel: 'sms', address: '+447700900999' };
      const answer = await call(at, '/confirmations', { sub: `user-${n}`, body });
      if (answer.status === 429) ({ code } = answer.body.error);
    }
    assert.equal(code, 'too-many-codes');
  });
});
