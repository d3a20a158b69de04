import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { CLOSE_CODES, REST_PATH, type VisitorCredentials } from '../protocol.ts';
import { DeviceSocket } from './device-socket.ts';
import { openInAppStage, type InAppStage } from './in-app-stage.ts';
import { cid, userToken } from './people.ts';

async function newVisitor(at: InAppStage): Promise<{ device: DeviceSocket; visitor: VisitorCredentials }> {
  const device = await DeviceSocket.open(at.url);
  const { visitor } = await device.frame('welcome');
  assert.ok(visitor);
  return { device, visitor };
}

async function signIn(at: InAppStage, sub: string, from?: VisitorCredentials): Promise<DeviceSocket> {
  const credentials = { token: await userToken(sub) };
  return await DeviceSocket.open(at.url, { credentials, ...(from === undefined ? {} : { from }) });
}

async function write(device: DeviceSocket, text: string, id = cid()): Promise<string> {
  device.send({ type: 'message', cid: id, text });
  return (await device.frame('accepted', (frame) => frame.cid === id)).id;
}

const identityOf = (at: InAppStage, externalId: string): string => at.life.host.identity('app', externalId).identityId;

const evidence = async ({ stage }: InAppStage) =>
  (await stage.received()).filter((record) => record.type === 'evidence');

const counted = async ({ stage }: InAppStage, reason: string): Promise<boolean> =>
  (await stage.metrics.metrics()).includes(`reason="${reason}"`);

describe('the log-in moment', () => {
  test('a visitor’s secret beside a user’s token is told before the welcome, and one thread from then on', async () => {
    await using at = await openInAppStage();
    const { device, visitor } = await newVisitor(at);
    await write(device, 'written before signing in');
    device.close();

    const hello = {
      credentials: { token: await userToken('anna', 600, { email: 'anna@example.org', email_verified: true }) },
    };
    const anna = await DeviceSocket.open(at.url, { ...hello, from: visitor });
    const welcome = await anna.frame('welcome');
    assert.deepEqual([welcome.me.kind, welcome.joined, welcome.visitor], ['user', true, undefined]);
    const [told, ...more] = await evidence(at);
    assert.deepEqual(more, []);
    assert.equal(told?.evidence, 'login');
    assert.equal(told?.identity.identityId, identityOf(at, 'user:anna'));
    assert.equal(told?.other.identityId, identityOf(at, `visitor:${visitor.id}`));
    assert.equal(told?.profile.provedEmail, 'anna@example.org');
    await waitFor(() => anna.texts().includes('written before signing in'), { describe: 'the visitor’s message' });
    await write(anna, 'and after');
    const types = (await at.stage.received()).map(({ type }) => type);
    assert.deepEqual(types, ['message', 'evidence', 'message']);
    anna.close();
  });

  test('said again it is the same fact, told once', async () => {
    await using at = await openInAppStage();
    const { device, visitor } = await newVisitor(at);
    device.close();
    for (let time = 0; time < 3; time += 1) {
      const anna = await signIn(at, 'anna', visitor);
      assert.equal((await anna.frame('welcome')).joined, true);
      anna.close();
    }
    assert.equal((await evidence(at)).length, 1);
  });

  test('while the log is down nobody is welcomed, and the next try goes on with it', async () => {
    await using at = await openInAppStage();
    const { device, visitor } = await newVisitor(at);
    device.close();
    for (const fault of ['refused', 'answer-lost'] as const) {
      at.stage.failPublishing(fault);
      const early = new DeviceSocket(at.url);
      await early.opened();
      early.hello({ credentials: { token: await userToken('anna') }, from: visitor });
      assert.equal(await early.closeCode(), CLOSE_CODES.unavailable);
      assert.ok(!early.frames.some(({ type }) => type === 'welcome' || type === 'feed'));
    }
    at.stage.failPublishing(undefined);
    const anna = await signIn(at, 'anna', visitor);
    assert.equal((await anna.frame('welcome')).joined, true);
    assert.equal(new Set((await evidence(at)).map(({ entryId }) => entryId)).size, 1);
    anna.close();
  });

  test('a wrong secret signs in and joins nobody, without an error, counted', async () => {
    await using at = await openInAppStage();
    const { device, visitor } = await newVisitor(at);
    for (const from of [
      { ...visitor, secret: `${visitor.secret.slice(1)}x` },
      { ...visitor, secret: '' },
      { id: 'nobody', secret: visitor.secret },
    ]) {
      const anna = await signIn(at, 'anna', from);
      assert.equal((await anna.frame('welcome')).joined, false);
      await anna.frame('feed');
      assert.ok(!anna.frames.some(({ type }) => type === 'error'));
      anna.close();
    }
    assert.deepEqual(await evidence(at), []);
    assert.ok(await counted(at, 'join-bad-visitor'));
    await write(device, 'still a visitor');
    device.close();
  });

  test('a visitor of another app is nobody here', async () => {
    await using at = await openInAppStage({ apps: ['shop', 'bank'].map((id) => ({ id, label: id })) });
    const device = await DeviceSocket.open(at.url, { app: 'bank' });
    const { visitor } = await device.frame('welcome');
    assert.ok(visitor);
    const anna = await DeviceSocket.open(at.url, {
      app: 'shop',
      credentials: { token: await userToken('anna') },
      from: visitor,
    });
    assert.equal((await anna.frame('welcome')).joined, false);
    assert.deepEqual(await evidence(at), []);
    device.close();
    anna.close();
  });

  test('a visitor who is one user can never become another, not even when both try at once', async () => {
    await using at = await openInAppStage();
    for (let round = 0; round < 5; round += 1) {
      const { device, visitor } = await newVisitor(at);
      device.close();
      const before = (await evidence(at)).length;
      const subs = ['anna', 'bert', 'carl'];
      const devices = await Promise.all(subs.map((sub) => signIn(at, sub, visitor)));
      const joined = await Promise.all(devices.map(async (one) => (await one.frame('welcome')).joined));
      assert.equal(joined.filter((one) => one === true).length, 1);
      assert.equal(joined.filter((one) => one === false).length, 2);
      const told = (await evidence(at)).slice(before);
      assert.equal(told.length, 1);
      assert.equal(told[0]?.identity.identityId, identityOf(at, `user:${subs[joined.indexOf(true)] ?? ''}`));
      for (const one of devices) one.close();
    }
    assert.ok(await counted(at, 'join-other-user'));
  });

  test('without `from` signing in joins nobody', async () => {
    await using at = await openInAppStage();
    const { device } = await newVisitor(at);
    const anna = await signIn(at, 'anna');
    assert.equal((await anna.frame('welcome')).joined, undefined);
    assert.deepEqual(await evidence(at), []);
    device.close();
    anna.close();
  });
});

describe('a visitor signs in on an open socket', () => {
  test('the token frame is answered by another welcome and the user’s own feed', async () => {
    await using at = await openInAppStage();
    at.history.reply(identityOf(at, 'user:anna'), 'for Anna');
    const { device } = await newVisitor(at);
    await write(device, 'as a visitor');
    device.send({ type: 'token', token: await userToken('anna') });
    const welcome = await device.frame('welcome', ({ me }) => me.kind === 'user');
    assert.equal(welcome.joined, true);
    assert.equal((await evidence(at)).length, 1);
    await waitFor(() => device.texts().includes('for Anna'), { describe: 'the user’s thread' });
    await write(device, 'as Anna');
    const writers = (await at.stage.received()).flatMap((record) =>
      record.type === 'message' ? [record.identity.externalId.split(':')[0]] : [],
    );
    assert.deepEqual(writers, ['visitor', 'user']);
    device.send({ type: 'token', token: await userToken('bert') });
    assert.equal(await device.closeCode(), CLOSE_CODES.badToken, 'from now on only Anna’s tokens');
  });

  test('a bad token does not make anybody a user', async () => {
    await using at = await openInAppStage();
    const { device, visitor } = await newVisitor(at);
    device.send({ type: 'token', token: `${await userToken('anna')}x` });
    assert.equal(await device.closeCode(), CLOSE_CODES.badToken);
    assert.deepEqual(await evidence(at), []);
    (await DeviceSocket.open(at.url, { credentials: { visitor } })).close();
  });
});

describe('after a visitor has become a user', () => {
  test('the secret opens nothing any more, however it is shown', async () => {
    await using at = await openInAppStage();
    const { device, visitor } = await newVisitor(at);
    device.close();
    (await signIn(at, 'anna', visitor)).close();
    const copied = new DeviceSocket(at.url);
    await copied.opened();
    copied.hello({ credentials: { visitor } });
    assert.equal(await copied.closeCode(), CLOSE_CODES.badToken);
    assert.ok(copied.frames.some((frame) => frame.type === 'error' && frame.code === 'bad-visitor'));
    const headers = { authorization: `Visitor ${visitor.id}.${visitor.secret}` };
    for (const path of ['/sync', '/messages', '/reachable'])
      assert.equal((await fetch(`${at.url}${REST_PATH}${path}`, { headers })).status, 401, path);
  });

  test('a socket that the secret opened before sees nothing of the user’s thread', async () => {
    await using at = await openInAppStage();
    at.history.reply(identityOf(at, 'user:anna'), 'for Anna alone');
    const { device, visitor } = await newVisitor(at);
    await device.frame('feed');
    const anna = await signIn(at, 'anna', visitor);
    await anna.frame('feed');
    at.history.reply(identityOf(at, 'user:anna'), 'and this');
    assert.equal(await device.closeCode(), CLOSE_CODES.badToken);
    assert.deepEqual(device.texts(), []);
    anna.close();
  });

  test('a long poll that waits meanwhile gets nothing of it either', async () => {
    await using at = await openInAppStage();
    const { device, visitor } = await newVisitor(at);
    const { cursor } = await device.frame('feed');
    device.close();
    await device.closeCode();
    const headers = { authorization: `Visitor ${visitor.id}.${visitor.secret}` };
    await waitFor(() => at.history.followed().length === 0, { describe: 'the socket’s feed to end' });
    const waiting = fetch(`${at.url}${REST_PATH}/sync?since=${cursor}&waitS=25`, { headers });
    await waitFor(() => at.history.followed().length === 1, { describe: 'the poll to wait' });
    const anna = await signIn(at, 'anna', visitor);
    at.history.reply(identityOf(at, 'user:anna'), 'for Anna alone');
    const answer = await waiting;
    assert.equal(answer.status, 401);
    assert.doesNotMatch(await answer.text(), /for Anna alone/);
    anna.close();
  });

  test('what the visitor wrote before and nobody acknowledged is sent as that visitor, once', async () => {
    await using at = await openInAppStage();
    const { device, visitor } = await newVisitor(at);
    const id = cid();
    at.stage.failPublishing('answer-lost');
    device.send({ type: 'message', cid: id, text: 'stored, and nobody heard of it' });
    assert.equal(await device.closeCode(), CLOSE_CODES.unavailable);
    at.stage.failPublishing(undefined);

    const anna = await signIn(at, 'anna', visitor);
    anna.send({ type: 'message', cid: id, text: 'stored, and nobody heard of it', as: 'visitor' });
    await anna.frame('accepted');
    const messages = (await at.stage.received()).filter(({ type }) => type === 'message');
    assert.equal(messages.length, 2);
    assert.equal(new Set(messages.map(({ entryId }) => entryId)).size, 1);
    assert.ok(messages.every(({ identity }) => identity.externalId === `visitor:${visitor.id}`));
    await waitFor(() => anna.texts().length === 1, { describe: 'the message in the user’s thread' });
    anna.close();
  });

  test('nobody writes as a visitor whom they did not bring', async () => {
    await using at = await openInAppStage();
    const anna = await signIn(at, 'anna', { id: 'x', secret: 'y' });
    const bert = await signIn(at, 'bert');
    const { device } = await newVisitor(at);
    for (const one of [anna, bert, device]) {
      one.send({ type: 'message', cid: cid(), text: 'x', as: 'visitor' });
      assert.equal((await one.frame('refused')).code, 'not-joined');
      one.close();
    }
  });
});

async function post(at: InAppStage, path: string, sub: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${at.url}${REST_PATH}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await userToken(sub)}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('signing in by REST', () => {
  test('is the same moment: joined once told, not joined for a wrong secret', async () => {
    await using at = await openInAppStage();
    const { device, visitor } = await newVisitor(at);
    device.close();
    at.stage.failPublishing('refused');
    assert.equal((await post(at, '/session', 'anna', { from: visitor })).status, 503);
    at.stage.failPublishing(undefined);
    const signedIn = await post(at, '/session', 'anna', { from: visitor });
    assert.deepEqual(signedIn, { status: 200, body: { me: { kind: 'user', name: 'anna' }, joined: true } });
    assert.equal((await evidence(at)).length, 1);
    assert.equal((await post(at, '/session', 'bert', { from: visitor })).body['joined'], false);
    assert.equal((await post(at, '/session', 'bert', { from: { ...visitor, secret: 'x' } })).body['joined'], false);
    assert.equal((await post(at, '/session', 'bert', {})).body['joined'], undefined);
  });

  test('a `from` that is none is refused', async () => {
    await using at = await openInAppStage();
    for (const from of [7, 'x', [], { id: 'x' }, { id: 1, secret: 2 }, { id: 'x'.repeat(201), secret: 'y' }])
      assert.equal((await post(at, '/session', 'anna', { from })).status, 400);
  });

  test('a message of the visitor is sent once more as theirs', async () => {
    await using at = await openInAppStage();
    const { device, visitor } = await newVisitor(at);
    const key = cid();
    const id = await write(device, 'hello', key);
    device.close();
    const again = await post(at, '/messages', 'anna', { text: 'hello', from: visitor }, { 'idempotency-key': key });
    assert.deepEqual([again.status, again.body['id']], [202, id]);
    const foreign = await post(at, '/messages', 'bert', { text: 'hello', from: visitor }, { 'idempotency-key': key });
    assert.equal(foreign.status, 409);
  });
});
