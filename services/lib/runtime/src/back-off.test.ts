import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backOffMs } from './index.ts';

test('waits double from half to all of their bound and are capped', () => {
  const bounds = { firstMs: 1_000, mostMs: 300_000 };
  assert.deepEqual(
    [1, 2, 3, 20, 5_000].map((attempt) => backOffMs(attempt, bounds, () => 1)),
    [1_000, 2_000, 4_000, 300_000, 300_000],
  );
  assert.equal(
    backOffMs(1, bounds, () => 0),
    500,
  );
});
