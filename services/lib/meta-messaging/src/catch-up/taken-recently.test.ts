import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_REMEMBERED, TakenRecently } from './taken-recently.ts';

test('remembers the messages that were taken last, those that came again too', () => {
  const taken = new TakenRecently();
  taken.add(['first', 'second']);
  taken.add(Array.from({ length: MAX_REMEMBERED - 2 }, (_, n) => `m${n}`));
  assert.ok(taken.has('first') && taken.has('second'));
  taken.add(['first', 'one more']);
  assert.deepEqual(
    ['first', 'second', 'm0', 'one more'].map((mid) => taken.has(mid)),
    [true, false, true, true],
  );
});
