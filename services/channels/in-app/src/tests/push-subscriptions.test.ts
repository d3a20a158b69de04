import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ConfigurationError } from '@onethread/runtime';
import { waitFor } from '@onethread/testkit';
import { REST_PATH } from '../protocol.ts';
import { PUSH_BOUNDS } from '../push/bounds.ts';
import { openInAppStage } from './in-app-stage.ts';
import { openPushStage, vapidPair } from './push-stage.ts';
import { acknowledge, bearer, goOn, isTold, kept, nothingWaits, payloads, visitorOf } from './push-scene.ts';

describe('subscriptions', () => {
  test('belong to the last person who registered them, ten of a person, and go when they log out', async () => {
    await using at = await openPushStage();
    const shared = await at.subscribe(await bearer('anna'));
    assert.equal((await at.call('PUT', '/push-subscriptions', await bearer('bob'), shared)).status, 204);
    await at.reply(at.identity('user:anna'), 'r-1');
    await at.reply(at.identity('user:bob'), 'r-2');
    goOn(at);
    await at.pushes(1);
    assert.equal(at.service.calls, 1);
    const left = await at.call('DELETE', '/push-subscriptions', await bearer('anna'), { endpoint: shared.endpoint });
    assert.equal(left.status, 204);
    await kept(at, at.identity('user:bob').identityId, isTold);
    await at.reply(at.identity('user:bob'), 'r-3');
    goOn(at, PUSH_BOUNDS.againAfterMs * 2);
    await at.pushes(2);
    await at.call('DELETE', '/push-subscriptions', await bearer('bob'), { endpoint: shared.endpoint });
    await at.reply(at.identity('user:bob'), 'r-4');
    goOn(at, PUSH_BOUNDS.againAfterMs * 2);

    const many = [];
    for (let n = 0; n < 12; n += 1) {
      at.clock.advance(20_000);
      many.push(await at.subscribe(await bearer('carl')));
    }
    await at.reply(at.identity('user:carl'), 'r-5');
    goOn(at);
    await at.pushes(12);
    const told = at.service.accepted().slice(2);
    assert.deepEqual(
      told.map(({ endpoint }) => endpoint).toSorted(),
      many
        .slice(2)
        .map(({ endpoint }) => endpoint)
        .toSorted(),
    );
  });

  test('a visitor who becomes a user takes theirs along, also for replies that still go to the visitor', async () => {
    await using at = await openPushStage();
    const visitor = await visitorOf(at);
    const { endpoint } = await at.subscribe(`Visitor ${visitor.id}.${visitor.secret}`);
    const asVisitor = at.identity(`visitor:${visitor.id}`);
    await at.reply(asVisitor, 'r-1');
    const joined = await at.call('POST', '/session', await bearer('anna'), { from: visitor });
    assert.deepEqual(((await joined.json()) as { joined: boolean }).joined, true);
    goOn(at);
    await at.reply(asVisitor, 'r-2');
    goOn(at);
    await at.pushes(1);
    assert.deepEqual(payloads(at), [{ v: 1, app: 'app', count: 1 }]);
    assert.equal(at.service.accepted()[0]?.endpoint, endpoint);
    await acknowledge(at, await bearer('anna'), 'r-2');
    await kept(at, at.identity('user:anna').identityId, nothingWaits);
  });

  test('nothing but a push service that was named is taken, and only keys that a browser makes', async () => {
    await using at = await openPushStage();
    const authorization = await bearer('anna');
    const good = at.service.subscribe(at.publicKey);
    const put = async (body: object) => (await at.call('PUT', '/push-subscriptions', authorization, body)).status;
    const elsewhere = [
      'http://169.254.169.254/latest',
      'https://example.org/push',
      'http://fcm.googleapis.com/fcm/send/x',
      good.endpoint.replace('http://', 'http://user:pass@'),
      good.endpoint.replace(/:\d+/, ':1'),
      'nonsense',
      `${good.endpoint}${'x'.repeat(3_000)}`,
    ];
    for (const endpoint of elsewhere) assert.equal(await put({ ...good, endpoint }), 400, endpoint);
    at.clock.advance(600_000);
    assert.equal(await put({ ...good, keys: { ...good.keys, p256dh: 'AAAA' } }), 400);
    assert.equal(await put({ ...good, keys: { ...good.keys, p256dh: `BA${'A'.repeat(85)}` } }), 400);
    assert.equal(await put({ ...good, keys: { ...good.keys, auth: 'AAAA' } }), 400);
    assert.equal(await put({ endpoint: good.endpoint }), 400);
    assert.equal((await at.call('DELETE', '/push-subscriptions', authorization, { endpoint: 7 })).status, 400);
    assert.equal((await at.call('PUT', '/push-subscriptions', 'Bearer nobody', good)).status, 401);
    at.clock.advance(600_000);
    const statuses = [];
    for (let n = 0; n < 21; n += 1) statuses.push(await put(good));
    assert.deepEqual([statuses[0], statuses[20]], [204, 429]);
  });

  test('a redirect is not followed, and what leaves the list of hosts is not called any more', async () => {
    await using at = await openPushStage();
    await at.subscribe(await bearer('anna'));
    const anna = at.identity('user:anna');
    at.service.faults.next({ kind: 'error', row: 'moved' });
    await at.reply(anna, 'r-1');
    goOn(at);
    await waitFor(async () => (await at.counted('refused')) === 1, { describe: 'the redirect' });
    assert.equal(at.service.calls, 1);
    await at.life.service.stop();
    await at.run({ pushHosts: ['push.example.org'] });
    await at.reply(anna, 'r-2');
    goOn(at, PUSH_BOUNDS.againAfterMs * 2);
    await waitFor(async () => (await at.counted('gone')) === 1, { describe: 'the subscription to go' });
    assert.equal(at.service.calls, 1);
  });

  test('half a pair of keys, or keys of two pairs, are a fault of the configuration', async () => {
    await using at = await openPushStage();
    for (const keys of [
      { vapidPublicKey: undefined },
      { vapidPrivateKey: undefined },
      { vapidPublicKey: vapidPair().publicKey },
    ])
      await assert.rejects(async () => await at.run(keys), ConfigurationError);
  });

  test('the key is told to who is proved; without keys push is off and says so', async () => {
    await using at = await openPushStage();
    const authorization = await bearer('anna');
    const told = await at.call('GET', '/push', authorization);
    assert.deepEqual(await told.json(), { publicKey: at.publicKey });
    assert.equal((await at.call('GET', '/push', 'Bearer nobody')).status, 401);

    await using off = await openInAppStage();
    const call = (method: string, path: string) =>
      fetch(`${off.url}${REST_PATH}${path}`, { method, headers: { authorization } });
    for (const [method, path] of [
      ['GET', '/push'],
      ['PUT', '/push-subscriptions'],
      ['DELETE', '/push-subscriptions'],
    ] as const) {
      const answer = await call(method, path);
      assert.equal(answer.status, 404);
      assert.equal(((await answer.json()) as { error: { code: string } }).error.code, 'push-off');
    }
  });
});
