import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manualClock } from '@onethread/testkit';
import { createRateLimit, MAX_KEYS } from './rate-limit.ts';

test('so many at once, then so many a second, each person for themselves', () => {
  const clock = manualClock();
  const limit = createRateLimit(2, 1, clock.now);
  assert.deepEqual(
    ['anna', 'anna', 'anna'].map((key) => limit.allows(key)),
    [true, true, false],
  );
  assert.ok(limit.allows('bert'));
  clock.advance(999);
  assert.ok(!limit.allows('anna'));
  clock.advance(1);
  assert.ok(limit.allows('anna'));
  assert.ok(!limit.allows('anna'));
  clock.advance(3600_000);
  assert.deepEqual(
    [1, 2, 3].map(() => limit.allows('anna')),
    [true, true, false],
  );
});

test('of too many the one who was quiet longest is forgotten, and may begin anew', () => {
  const limit = createRateLimit(1, 1, () => 0);
  assert.ok(limit.allows('anna'));
  for (let n = 1; n < MAX_KEYS; n += 1) limit.allows(`early ${n}`);
  // Who asks is not quiet, though all that is said is no.
  assert.ok(!limit.allows('anna'));
  for (let n = 1; n < MAX_KEYS; n += 1) limit.allows(`late ${n}`);
  assert.ok(!limit.allows('anna'));
  for (let n = 0; n < MAX_KEYS; n += 1) limit.allows(`latest ${n}`);
  assert.ok(limit.allows('anna'));
});
