import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openDeviceStorage, type RestClient } from '@onethread/client';
import { createDevicePush } from './device-push.ts';

const proofOf = (token: string) => Promise.resolve({ credentials: { token } });

/** A browser with push; what it tells the server is in `told`. */
function browserWithPush() {
  const told: string[] = [];
  let endpoint: string | undefined;
  let made = 0;
  const subscription = () => ({
    endpoint: endpoint ?? '',
    toJSON: () => ({ endpoint }),
    unsubscribe: () => {
      endpoint = undefined;
      return Promise.resolve(true);
    },
  });
  const registration = {
    active: {},
    pushManager: {
      getSubscription: () => Promise.resolve(endpoint === undefined ? null : subscription()),
      subscribe: () => {
        endpoint = `e${(made += 1)}`;
        return Promise.resolve(subscription());
      },
    },
  };
  const found = () => Promise.resolve(registration);
  const rest: Partial<RestClient> = {
    pushKey: () => Promise.resolve('key'),
    putPush: (credentials, { endpoint: at, quietHours: quiet }) => {
      const hours = quiet === undefined ? '' : ` quiet ${quiet.from}-${quiet.to} ${quiet.timeZone}`;
      told.push(`put ${at} ${'token' in credentials ? credentials.token : ''}${hours}`);
      return Promise.resolve();
    },
    removePush: (credentials, at) => {
      told.push(`remove ${at} ${'token' in credentials ? credentials.token : ''}`);
      return Promise.resolve();
    },
  };
  const push = createDevicePush({
    storage: openDeviceStorage('x', () => undefined, undefined),
    rest: rest as RestClient,
    workers: { register: found, getRegistration: found } as unknown as ServiceWorkerContainer,
    script: '/sw.js',
  });
  return { push, told, isSubscribed: () => endpoint !== undefined };
}

describe('push on a shared device', () => {
  test('goes on for the same person, and for the visitor who signs in', async () => {
    const { push, told, isSubscribed } = browserWithPush();
    await push.turnOn({ token: 'v' }, 'visitor.1');
    await push.follow(proofOf('v'), 'visitor.1', undefined);
    await push.follow(proofOf('a'), 'user.anna', 'visitor.1');
    await push.follow(proofOf('a'), 'user.anna', 'visitor.undefined');
    assert.deepEqual(told, ['put e1 v', 'put e1 v', 'put e1 a', 'put e1 a']);
    assert.ok(isSubscribed());
  });

  test('ends for anybody else, and by the log-out, in the browser first', async () => {
    const { push, told, isSubscribed } = browserWithPush();
    await push.turnOn({ token: 'a' }, 'user.anna');
    await push.follow(proofOf('b'), 'user.bob', 'visitor.undefined');
    assert.deepEqual([isSubscribed(), push.isKept()], [false, false]);
    await push.turnOn({ token: 'b' }, 'user.bob');
    await assert.rejects(push.turnOff(Promise.reject(new Error('no token any more'))));
    assert.deepEqual([isSubscribed(), push.isKept()], [false, false]);
    assert.deepEqual(told, ['put e1 a', 'remove e1 b', 'put e2 b']);
  });

  test('is made anew when it is turned on once more, and nothing where it never was', async () => {
    const { push, told } = browserWithPush();
    await push.turnOn({ token: 'a' }, 'user.anna');
    await push.turnOn({ token: 'a' }, 'user.anna');
    assert.deepEqual(told, ['put e1 a', 'put e2 a']);
    const { push: other } = browserWithPush();
    await other.follow(proofOf('a'), 'user.anna', undefined);
    assert.equal(other.isKept(), false);
  });

  test('keeps quiet at the hours of the one who chose them, and of nobody else', async () => {
    const { push, told } = browserWithPush();
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    await push.turnOn({ token: 'a' }, 'user.anna');
    await push.keepQuiet({ token: 'a' }, 'user.anna', { from: '22:00', to: '07:00' });
    assert.deepEqual(
      [told.at(-1), push.quiet],
      [`put e1 a quiet 22:00-07:00 ${timeZone}`, { from: '22:00', to: '07:00' }],
    );
    await push.follow(proofOf('a'), 'user.anna', undefined);
    assert.equal(told.at(-1), `put e1 a quiet 22:00-07:00 ${timeZone}`, 'told again with every start');
    await push.keepQuiet({ token: 'a' }, 'user.anna', undefined);
    assert.equal(told.at(-1), 'put e1 a');
    await push.keepQuiet({ token: 'a' }, 'user.anna', { from: '22:00', to: '07:00' });
    await push.follow(proofOf('b'), 'user.bob', 'visitor.undefined');
    assert.equal(push.quiet, undefined);
  });
});
