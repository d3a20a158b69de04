import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { PUSH_BOUNDS } from '../push/bounds.ts';
import { DeviceSocket } from './device-socket.ts';
import { userToken } from './people.ts';
import { openPushStage } from './push-stage.ts';
import { acknowledge, bearer, goOn, isTold, kept, nothingWaits, payloads } from './push-scene.ts';

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
