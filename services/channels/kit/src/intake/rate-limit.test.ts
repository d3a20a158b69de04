import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manualClock } from '@onethread/testkit';
import { createRateLimit } from './rate-limit.ts';

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
