import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { CLOSE_CODES, MAX_FRAME_BYTES, MAX_TEXT_LENGTH } from '../protocol.ts';
import { DeviceSocket } from './device-socket.ts';
import { openInAppStage, type InAppStage } from './in-app-stage.ts';
import { cid, userToken } from './people.ts';

const textsOnLog = async ({ stage }: InAppStage): Promise<string[]> =>
  (await stage.received()).flatMap((record) =>
    record.type === 'message' ? record.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])) : [],
  );

async function pong(device: DeviceSocket): Promise<void> {
  const before = device.frames.filter(({ type }) => type === 'pong').length;
  device.send({ type: 'ping' });
  await waitFor(() => device.frames.filter(({ type }) => type === 'pong').length > before, { describe: 'a pong' });
}

describe('a device on its socket', () => {
  test('a new visitor is issued, writes, and is known again by the secret', async () => {
    await using at = await openInAppStage();
    const first = await DeviceSocket.open(at.url);
    const id = cid();
    first.send({ type: 'message', cid: id, text: 'hello' });
    const accepted = await first.frame('accepted');
    assert.equal(accepted.cid, id);
    assert.deepEqual(await textsOnLog(at), ['hello'], 'accepted only what stands on the log');
    await first.frame('feed', ({ items }) => items.some((item) => item.cid === id && item.mine));

    const again = await DeviceSocket.open(at.url, { credentials: await first.visitor() });
    const { items } = await again.frame('feed');
    assert.deepEqual(
      items.map((item) => item.cid),
      [id],
    );
    assert.equal((await again.frame('welcome')).visitor, undefined);
    first.close();
    again.close();
  });

  test('the same cid twice gives the same id, and the first body stands', async () => {
    await using at = await openInAppStage();
    const device = await DeviceSocket.open(at.url);
    const id = cid();
    device.send({ type: 'message', cid: id, text: 'first' });
    device.send({ type: 'message', cid: id.toUpperCase(), text: 'second' });
    await waitFor(() => device.frames.filter(({ type }) => type === 'accepted').length === 2, {
      describe: 'two words',
    });
    const ids = device.frames.flatMap((frame) => (frame.type === 'accepted' ? [frame.id] : []));
    assert.equal(ids[0], ids[1]);
    await device.frame('feed', ({ items }) => items.length === 1);
    assert.deepEqual(device.texts(), ['first']);
    device.close();
  });

  test('the same cid of another person is another message', async () => {
    await using at = await openInAppStage();
    const id = cid();
    const ids: string[] = [];
    for (const sub of ['anna', 'bert']) {
      const device = await DeviceSocket.open(at.url, { credentials: { token: await userToken(sub) } });
      device.send({ type: 'message', cid: id, text: sub });
      ids.push((await device.frame('accepted')).id);
      device.close();
    }
    assert.notEqual(ids[0], ids[1]);
  });

  test('when storing fails the socket closes, and what came behind does not overtake', async () => {
    await using at = await openInAppStage();
    const credentials = { token: await userToken('anna') };
    const device = await DeviceSocket.open(at.url, { credentials });
    const [one, two] = [cid(), cid()];
    // The log took it, its answer was lost: whatever is worked on after it would be stored too.
    at.stage.failPublishing('answer-lost');
    device.send({ type: 'message', cid: one, text: 'one' });
    device.send({ type: 'message', cid: two, text: 'two' });
    assert.equal(await device.closeCode(), CLOSE_CODES.unavailable);
    assert.ok(!device.frames.some(({ type }) => type === 'accepted'));
    assert.deepEqual(await textsOnLog(at), ['one']);

    at.stage.failPublishing(undefined);
    const again = await DeviceSocket.open(at.url, { credentials });
    again.send({ type: 'message', cid: one, text: 'one' });
    again.send({ type: 'message', cid: two, text: 'two' });
    await again.frame('accepted', (frame) => frame.cid === two);
    assert.deepEqual(await textsOnLog(at), ['one', 'one', 'two']);
    assert.equal(new Set((await at.stage.received()).map(({ entryId }) => entryId)).size, 2);
    again.close();
  });

  test('a second device of the same person sees everything, and each resumes by its own cursor', async () => {
    await using at = await openInAppStage();
    const credentials = { token: await userToken('anna') };
    const phone = await DeviceSocket.open(at.url, { deviceId: 'phone', credentials });
    const { cursor } = await phone.frame('feed');
    phone.send({ type: 'message', cid: cid(), text: 'from the phone' });
    await phone.frame('accepted');
    phone.close();
    await phone.closeCode();

    const laptop = await DeviceSocket.open(at.url, { deviceId: 'laptop', credentials });
    assert.equal((await laptop.frame('feed')).snapshot, true);
    assert.deepEqual(laptop.texts(), ['from the phone']);
    const [person = ''] = at.history.followed();
    at.history.reply(person, 'while the phone was away');
    await laptop.frame('feed', ({ items }) => items.length === 1 && !items[0]?.mine);

    const back = await DeviceSocket.open(at.url, { deviceId: 'phone', credentials, cursor });
    const missed = await back.frame('feed', ({ items }) => items.length > 0);
    assert.equal(missed.snapshot, false);
    assert.deepEqual(back.texts(), ['from the phone', 'while the phone was away']);
    laptop.close();
    back.close();
  });

  test('history that breaks is followed again from where it stopped, without the device noticing', async () => {
    await using at = await openInAppStage();
    const device = await DeviceSocket.open(at.url);
    await device.frame('feed');
    const [person = ''] = at.history.followed();
    at.history.reply(person, 'before');
    await device.frame('feed', ({ items }) => items.length === 1);
    await at.history.restart();
    at.history.reply(person, 'after');
    await waitFor(() => device.texts().includes('after'), { describe: 'the reply after the break', withinMs: 15_000 });
    assert.deepEqual(device.texts(), ['before', 'after']);
    assert.equal(device.closed, undefined);
    device.close();
  });

  test('typing of agents reaches the device, receipts of the device reach the log', async () => {
    await using at = await openInAppStage();
    const device = await DeviceSocket.open(at.url);
    await device.frame('feed');
    const [person = ''] = at.history.followed();
    at.history.agentTypes(person);
    assert.equal((await device.frame('typing')).agentName, 'Anna Berger');
    at.history.reply(person, 'hello', { itemId: 'r_1' });
    await device.frame('feed', ({ state }) => state.unread === 1);
    device.send({ type: 'read', upTo: 'r_1' });
    await device.frame('feed', ({ state, items }) => state.unread === 0 && items.length === 0 && state.readUpTo > 0);
    device.close();
  });
});

describe('what a device gets wrong', () => {
  test('forged and expired credentials close with 4001, unknown apps with 4003', async () => {
    await using at = await openInAppStage();
    const good = await userToken('anna');
    const cases = [
      { hello: { credentials: { token: `${good}x` } }, code: CLOSE_CODES.badToken },
      { hello: { credentials: { token: await userToken('anna', -3600) } }, code: CLOSE_CODES.badToken },
      { hello: { credentials: { visitor: { id: 'x', secret: 'y' } } }, code: CLOSE_CODES.badToken },
      { hello: { app: 'unknown' }, code: CLOSE_CODES.forbidden },
    ];
    for (const { hello, code } of cases) {
      const device = new DeviceSocket(at.url);
      await device.opened();
      device.hello(hello);
      assert.equal(await device.closeCode(), code);
      assert.ok(!device.frames.some(({ type }) => type === 'welcome' || type === 'feed'));
    }
  });

  test('a page of a foreign origin is refused where the app names its own', async () => {
    await using at = await openInAppStage({
      apps: [{ id: 'shop', label: 'Shop', origins: ['https://shop.example.org'] }],
    });
    const foreign = new DeviceSocket(at.url, { origin: 'https://evil.example.org' });
    await foreign.opened();
    foreign.hello();
    assert.equal(await foreign.closeCode(), CLOSE_CODES.forbidden);
    const own = new DeviceSocket(at.url, { origin: 'https://shop.example.org' });
    await own.opened();
    own.hello();
    await own.frame('welcome');
    own.close();
  });

  test('a frame before hello closes, a second hello is an error', async () => {
    await using at = await openInAppStage();
    const early = new DeviceSocket(at.url);
    await early.opened();
    early.send({ type: 'message', cid: cid(), text: 'x' });
    assert.equal(await early.closeCode(), CLOSE_CODES.protocol);
    const twice = await DeviceSocket.open(at.url);
    twice.hello();
    assert.equal((await twice.frame('error')).code, 'protocol');
    await pong(twice);
    twice.close();
    assert.deepEqual(await at.stage.received(), []);
  });

  test('malformed frames are answered, and close the socket when they go on', async () => {
    await using at = await openInAppStage();
    const device = await DeviceSocket.open(at.url);
    device.socket.send('{');
    assert.equal((await device.frame('error')).code, 'malformed');
    await pong(device);
    for (let n = 0; n < 4; n += 1) device.socket.send(Buffer.from([1, 2, 3]));
    assert.equal(await device.closeCode(), CLOSE_CODES.protocol);
  });

  test('too long a text is refused with its cid, an oversize frame closes, others go on', async () => {
    await using at = await openInAppStage();
    const device = await DeviceSocket.open(at.url);
    const other = await DeviceSocket.open(at.url);
    const id = cid();
    device.send({ type: 'message', cid: id, text: 'x'.repeat(MAX_TEXT_LENGTH + 1) });
    assert.deepEqual(
      { ...(await device.frame('refused')), message: '' },
      { type: 'refused', cid: id, code: 'too-long', message: '' },
    );
    device.socket.send('x'.repeat(MAX_FRAME_BYTES + 1));
    assert.equal(await device.closeCode(), 1009);
    await pong(other);
    other.close();
  });

  test('someone who writes far too much is asked to wait, message by message', async () => {
    await using at = await openInAppStage();
    const device = await DeviceSocket.open(at.url);
    for (let n = 0; n < 40; n += 1) device.send({ type: 'message', cid: cid(), text: String(n) });
    const { code } = await device.frame('refused');
    assert.equal(code, 'too-many');
    await pong(device);
    device.close();
  });

  test('a device that does not read is closed with 4008, and resumes by its cursor; nobody else notices', async () => {
    await using at = await openInAppStage();
    const credentials = { token: await userToken('slow') };
    const device = await DeviceSocket.open(at.url, { credentials });
    const { cursor } = await device.frame('feed');
    const [slow = ''] = at.history.followed();
    const other = await DeviceSocket.open(at.url, { credentials: { token: await userToken('other') } });
    await other.frame('feed');
    const person = at.history.followed().find((name) => name !== slow) ?? '';
    device.socket.pause();
    const text = 'x'.repeat(90_000);
    for (let n = 0; n < 200; n += 1) at.history.reply(slow, text);
    at.history.reply(person, 'to the other');
    await waitFor(() => other.texts().includes('to the other'), { describe: 'the reply to the other' });
    await waitFor(() => refusedFor(at, 'too-slow'), { describe: 'the server to give up', withinMs: 10_000 });
    device.socket.resume();
    assert.equal(await device.closeCode(), CLOSE_CODES.tooSlow);
    assert.equal(at.history.streams, 1);
    const texts = [];
    for (let from = cursor; texts.length < 200;) {
      const again = await DeviceSocket.open(at.url, { credentials, cursor: from });
      // So much at once is too fast for it again, perhaps; every time it comes further.
      await waitFor(() => again.closed !== undefined || texts.length + again.texts().length >= 200, {
        describe: 'more of what was missed',
        withinMs: 10_000,
      });
      texts.push(...again.texts());
      from = again.frames.findLast((frame) => frame.type === 'feed')?.cursor ?? from;
      again.close();
    }
    assert.equal(texts.length, 200);
    other.close();
  });
});

describe('tokens on a live socket', () => {
  test('an expired token closes the socket, a renewed one keeps it', async () => {
    await using at = await openInAppStage();
    const left = await DeviceSocket.open(at.url, { credentials: { token: await userToken('anna', 2) } });
    const renewed = await DeviceSocket.open(at.url, { credentials: { token: await userToken('bert', 2) } });
    renewed.send({ type: 'token', token: await userToken('bert') });
    assert.equal(await left.closeCode(), CLOSE_CODES.badToken);
    await pong(renewed);
    renewed.close();
  });

  test('another person’s token is not taken as a renewal', async () => {
    await using at = await openInAppStage();
    const device = await DeviceSocket.open(at.url, { credentials: { token: await userToken('anna') } });
    device.send({ type: 'token', token: await userToken('bert') });
    assert.equal(await device.closeCode(), CLOSE_CODES.badToken);
  });
});

test('a server that stops tells every device to connect again', async () => {
  const at = await openInAppStage();
  const device = await DeviceSocket.open(at.url);
  await at.life.service.stop();
  assert.equal(await device.closeCode(), CLOSE_CODES.restart);
  await at[Symbol.asyncDispose]();
});

async function refusedFor({ stage }: InAppStage, reason: string): Promise<boolean> {
  return (await stage.metrics.metrics()).includes(`reason="${reason}"`);
}
