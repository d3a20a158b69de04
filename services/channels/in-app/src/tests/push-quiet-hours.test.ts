import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openPushStage } from './push-stage.ts';
import { bearer, goOn, isTold, kept } from './push-scene.ts';

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
