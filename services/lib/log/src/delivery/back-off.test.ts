import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backOffMs, realBackOff, untilDone } from './back-off.ts';

test('the longest wait doubles from 100 ms to 30 s, and chance takes any part of it', () => {
  const longest = [1, 2, 3, 4, 9, 10, 1000].map((attempt) => backOffMs(attempt, () => 1));
  assert.deepEqual(longest, [100, 200, 400, 800, 25_600, 30_000, 30_000]);
  assert.equal(
    backOffMs(3, () => 0),
    0,
  );
  assert.equal(
    backOffMs(3, () => 0.5),
    200,
  );
});

test('a wait ends at once when it is aborted', async () => {
  await realBackOff.wait(3_600_000, AbortSignal.abort());
});

test('what fails is repeated until it succeeds, or until it is aborted', async () => {
  const backOff = { random: () => 0, wait: async () => {} };
  const failures: number[] = [];
  const result = await untilDone(
    async () => {
      if (failures.length < 3) throw new Error('not yet');
      return 'done';
    },
    new AbortController().signal,
    backOff,
    (_, attempt) => failures.push(attempt),
  );
  assert.deepEqual([result, failures], ['done', [1, 2, 3]]);

  const stopping = new AbortController();
  const never = await untilDone(
    () => Promise.reject(new Error('never')),
    stopping.signal,
    backOff,
    (_, attempt) => attempt === 3 && stopping.abort(),
  );
  assert.equal(never, undefined);
});
