import assert from 'node:assert/strict';
import { test } from 'node:test';
import './patch-request-queue.ts';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

interface Opened {
  readonly queue: RequestQueue;
  readonly checks: () => number;
}

function openQueue(pending: readonly unknown[]): Opened {
  let checks = 0;
  const queue = Object.assign(Object.create(RequestQueue.prototype) as RequestQueue, {
    throttleCheckTimeoutId: null,
    throttledUntil: -1,
    pending,
    checkPendingRequests: () => void (checks += 1),
  });
  return { queue, checks: () => checks };
}

test('an idle connection arms no timer', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const { queue, checks } = openQueue([]);
  queue.scheduleCheckPendingRequests();
  assert.equal(queue.throttleCheckTimeoutId, null);
  t.mock.timers.tick(60_000);
  assert.equal(checks(), 0);
});

test('a request that waits is looked at once, when the throttling ends', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const { queue, checks } = openQueue(['request']);
  queue.throttledUntil = Date.now() + 500;
  queue.scheduleCheckPendingRequests();
  queue.scheduleCheckPendingRequests();
  t.mock.timers.tick(499);
  assert.equal(checks(), 0);
  t.mock.timers.tick(1);
  assert.equal(checks(), 1);
  t.mock.timers.tick(60_000);
  assert.equal(checks(), 1);
});
