import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ConfigurationError } from '@onethread/runtime';
import { waitFor } from '@onethread/testkit';
import { REST_PATH, type VisitorCredentials } from '../protocol.ts';
import { PUSH_BOUNDS } from '../push/bounds.ts';
import type { Unacknowledged } from '../push/unacknowledged.ts';
import type { WaitingDocument } from '../push/waiting-pushes.ts';
import { DeviceSocket } from './device-socket.ts';
import { openInAppStage } from './in-app-stage.ts';
import { userToken } from './people.ts';
import { openPushStage, vapidPair, type PushStage } from './push-stage.ts';

const bearer = async (sub: string): Promise<string> => `Bearer ${await userToken(sub)}`;
const payloads = (at: PushStage): unknown[] => at.service.accepted().map(({ payload }) => payload);

/** Past the time in which a device may acknowledge. */
const goOn = (at: PushStage, ms: number = PUSH_BOUNDS.ackWithinMs): void => void at.clock.advance(ms);

async function acknowledge(at: PushStage, authorization: string, upTo: string, receipt = 'delivered'): Promise<void> {
  assert.equal((await at.call('POST', `/${receipt}`, authorization, { upTo })).status, 204);
}

/** Waits until what is kept of a person's replies and acknowledgements is so. */
async function kept(at: PushStage, identityId: string, fits: (state: Unacknowledged) => boolean): Promise<void> {
  const collection = await at.stage.documents.collection<WaitingDocument>({ name: 'unacknowledged_replies' });
  await waitFor(
    async () => {
      const state = await collection.get(identityId);
      return state !== undefined && fits(state);
    },
    { describe: 'what is kept of the person', withinMs: 30_000 },
  );
}
const nothingWaits = ({ waiting }: Unacknowledged): boolean => waiting.length === 0;
const isTold = ({ rang }: Unacknowledged): boolean => rang;

async function visitorOf(at: PushStage): Promise<VisitorCredentials> {
  const response = await fetch(`${at.url}${REST_PATH}/session`, { method: 'POST' });
  return ((await response.json()) as { visitor: VisitorCredentials }).visitor;
}

const HOUR = 3_600_000;
const timeOfDay = (instant: number): string => new Date(instant).toISOString().slice(11, 16);

describe('quiet hours', () => {
  test('of one browser hold up its push until they end, and then all that came is told there at once', async () => {
    await using at = await openPushStage();
    const authorization = await bearer('anna');
    const awake = await at.subscribe(authorization);
    const asleep = at.service.subscribe(at.publicKey);
    const now = at.clock.now();
    const quietHours = { from: timeOfDay(now - HOUR), to: timeOfDay(now + 2 * HOUR), timeZone: 'UTC' };
    assert.equal((await at.call('PUT', '/push-subscriptions', authorization, { ...asleep, quietHours })).status, 204);
    const anna = at.identity('user:anna');
    await at.reply(anna, 'r-1');
    goOn(at);
    await at.pushes(1);
    await kept(at, anna.identityId, isTold);
    await at.reply(anna, 'r-2');
    goOn(at, HOUR);
    await at.pushes(2);
    await kept(at, anna.identityId, ({ toldUpTo }) => toldUpTo === 'r-2');
    assert.deepEqual(new Set(at.service.accepted().map(({ endpoint }) => endpoint)), new Set([awake.endpoint]));
    goOn(at, HOUR);
    await at.pushes(3);
    const last = at.service.accepted().at(-1);
    assert.deepEqual([last?.endpoint, last?.payload], [asleep.endpoint, { v: 1, app: 'app', count: 2 }]);
  });

  test('that are none are refused', async () => {
    await using at = await openPushStage();
    const authorization = await bearer('anna');
    const subscription = at.service.subscribe(at.publicKey);
    for (const quietHours of [7, {}, { from: '22:00', to: '07:00', timeZone: 'Nowhere' }]) {
      const { status } = await at.call('PUT', '/push-subscriptions', authorization, { ...subscription, quietHours });
      assert.equal(status, 400, JSON.stringify(quietHours));
    }
  });
});

describe('push', () => {
  test('a reply that no device acknowledges is told once, by count alone, and the push is as the RFCs want it', async () => {
    await using at = await openPushStage();
    const { endpoint } = await at.subscribe(await bearer('anna'));
    const anna = at.identity('user:anna');
    await at.reply(anna, 'r-1');
    await at.reply(anna, 'r-2');
    await at.reply(anna, 'r-3');
    await kept(at, anna.identityId, ({ waiting }) => waiting.length === 3);
    assert.equal(at.service.calls, 0);
    goOn(at);
    await at.pushes(1);
    const [push] = at.service.accepted();
    assert.deepEqual(push?.payload, { v: 1, app: 'app', count: 3 });
    assert.equal(push.endpoint, endpoint);
    assert.equal(push.ttl, 24 * 60 * 60);
    assert.equal(push.urgency, 'high');
    assert.equal(push.topic?.length, 32);
    assert.equal(push.vapid.subject, 'mailto:support@example.org');
    assert.deepEqual(at.service.refused(), []);
    assert.equal(at.service.calls, 1);
    await waitFor(async () => (await at.counted('sent')) === 1, { describe: 'it to be counted', withinMs: 30_000 });
  });

  test('what a device acknowledges in time is not pushed', async () => {
    await using at = await openPushStage();
    const authorization = await bearer('anna');
    await at.subscribe(authorization);
    const anna = at.identity('user:anna');
    await at.reply(anna, 'r-1');
    await at.reply(anna, 'r-2');
    await acknowledge(at, authorization, 'r-2');
    await kept(at, anna.identityId, nothingWaits);
    goOn(at);
    await at.reply(anna, 'r-3');
    goOn(at);
    await at.pushes(1);
    assert.deepEqual(payloads(at), [{ v: 1, app: 'app', count: 1 }]);
  });

  test('an acknowledgement by the socket that overtakes its reply counts as well', async () => {
    await using at = await openPushStage();
    const token = await userToken('anna');
    await at.subscribe(`Bearer ${token}`);
    const anna = at.identity('user:anna');
    const device = await DeviceSocket.open(at.url, { credentials: { token } });
    device.send({ type: 'delivered', upTo: 'r-2' });
    await kept(at, anna.identityId, nothingWaits);
    await at.reply(anna, 'r-1');
    await at.reply(anna, 'r-2');
    goOn(at);
    await at.reply(anna, 'r-3');
    goOn(at);
    await at.pushes(1);
    assert.deepEqual(payloads(at), [{ v: 1, app: 'app', count: 1 }]);
    device.close();
  });

  test('further replies change the notification without a sound, until a device has acknowledged', async () => {
    await using at = await openPushStage();
    const authorization = await bearer('anna');
    await at.subscribe(authorization);
    const anna = at.identity('user:anna');
    await at.reply(anna, 'r-1');
    goOn(at);
    await at.pushes(1);
    await kept(at, anna.identityId, isTold);
    await at.reply(anna, 'r-2');
    await at.reply(anna, 'r-3');
    goOn(at, PUSH_BOUNDS.againAfterMs);
    await at.pushes(2);
    await acknowledge(at, authorization, 'r-3', 'read');
    await kept(at, anna.identityId, nothingWaits);
    await at.reply(anna, 'r-4');
    goOn(at);
    await at.pushes(3);
    assert.deepEqual(payloads(at), [
      { v: 1, app: 'app', count: 1 },
      { v: 1, app: 'app', count: 3, silent: true },
      { v: 1, app: 'app', count: 1 },
    ]);
    assert.equal(new Set(at.service.accepted().map(({ topic }) => topic)).size, 1);
    assert.deepEqual(
      at.service.accepted().map(({ urgency }) => urgency),
      ['high', 'normal', 'high'],
    );
  });

  test('a subscription that is gone is deleted', async () => {
    await using at = await openPushStage();
    const gone = await at.subscribe(await bearer('anna'));
    const other = await at.subscribe(await bearer('anna'));
    at.service.unsubscribe(gone.endpoint);
    const anna = at.identity('user:anna');
    await at.reply(anna, 'r-1');
    goOn(at);
    await at.pushes(1);
    await waitFor(async () => (await at.counted('gone')) === 1, { describe: 'the other one to be deleted' });
    await kept(at, anna.identityId, isTold);
    const { calls } = at.service;
    await at.reply(anna, 'r-2');
    goOn(at, PUSH_BOUNDS.againAfterMs * 2);
    await at.pushes(2);
    assert.deepEqual([...new Set(at.service.accepted().map(({ endpoint }) => endpoint))], [other.endpoint]);
    assert.equal(at.service.calls, calls + 1);
  });

  test('a busy service is called again when it wants to be, so often and no more; what is too large is sent without content', async () => {
    await using at = await openPushStage();
    await at.subscribe(await bearer('anna'));
    const anna = at.identity('user:anna');
    at.service.faults.next({ kind: 'error', row: 'rate-limited' });
    at.service.faults.next({ kind: 'error', row: 'too-large' });
    await at.reply(anna, 'r-1');
    goOn(at);
    await waitFor(async () => (await at.counted('later')) === 1, { describe: 'the service to be busy' });
    goOn(at, 119_000);
    await at.run();
    assert.equal(at.service.calls, 1);
    goOn(at, 2_000);
    await at.pushes(1);
    assert.deepEqual(payloads(at), [undefined]);
    assert.equal(at.service.calls, 3);

    at.service.faults.always({ kind: 'error', row: 'server-fault' });
    const bob = at.identity('user:bob');
    await at.subscribe(await bearer('bob'));
    await at.reply(bob, 'r-2');
    goOn(at);
    for (let tries = 1; tries < PUSH_BOUNDS.maxTries; tries += 1) {
      await kept(at, bob.identityId, (state) => state.tries === tries);
      goOn(at, PUSH_BOUNDS.mostRetryMs);
    }
    await kept(at, bob.identityId, isTold);
    assert.equal(await at.counted('given-up'), 1);
    assert.equal(at.service.calls, 3 + PUSH_BOUNDS.maxTries);
  });

  test('a restart between reply and push changes nothing', async () => {
    await using at = await openPushStage();
    await at.subscribe(await bearer('anna'));
    await at.reply(at.identity('user:anna'), 'r-1');
    await at.life.service.stop();
    goOn(at);
    assert.equal(at.service.calls, 0);
    await at.run();
    await at.pushes(1);
    assert.deepEqual(payloads(at), [{ v: 1, app: 'app', count: 1 }]);
  });

  test('several processes send one push', async () => {
    await using at = await openPushStage();
    await at.run();
    await at.run();
    const people = Array.from({ length: 20 }, (_, n) => `person-${n}`);
    for (const sub of people) await at.subscribe(await bearer(sub));
    await Promise.all(people.map((sub) => at.reply(at.identity(`user:${sub}`), `r-${sub}`)));
    goOn(at);
    await at.pushes(people.length);
    await kept(at, at.identity('user:person-0').identityId, isTold);
    await at.reply(at.identity('user:person-0'), 'r-last');
    goOn(at, PUSH_BOUNDS.againAfterMs * 2);
    await at.pushes(people.length + 1);
    assert.equal(at.service.calls, people.length + 1);
  });

  test('a push service that is away, and a store that refuses the note, fail no reply', async () => {
    await using at = await openPushStage();
    await at.subscribe(await bearer('anna'));
    const anna = at.identity('user:anna');
    await at.service.goDown();
    at.stage.storeFaults.before = ({ collection }) => (collection === 'unacknowledged_replies' ? 'refuse' : 'pass');
    await at.reply(anna, 'r-1');
    assert.equal(await at.counted('not-noted'), 1);
    delete at.stage.storeFaults.before;
    await at.reply(anna, 'r-2');
    goOn(at);
    await waitFor(async () => (await at.counted('later')) > 0, { describe: 'the service to be missed' });
    await at.service.comeUp();
    goOn(at, PUSH_BOUNDS.mostRetryMs);
    await at.pushes(1);
  });
});

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
