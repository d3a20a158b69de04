import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recentMap } from './recent-map.ts';

test('never holds more than its limit, and forgets what was used longest ago', () => {
  const map = recentMap<string, number>(3);
  for (const [place, key] of ['a', 'b', 'c'].entries()) map.set(key, place);
  assert.equal(map.get('a'), 0);
  map.set('d', 3);
  assert.equal(map.size, 3);
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map((key) => map.has(key)),
    [true, false, true, true],
  );
});

test('a value that is set anew counts as used, and takes no room twice', () => {
  const map = recentMap<string, number>(2);
  map.set('a', 1);
  map.set('b', 1);
  map.set('a', 2);
  map.set('c', 1);
  assert.deepEqual([map.get('a'), map.get('b'), map.get('c')], [2, undefined, 1]);
});

test('has its whole room again after what it held was taken out', () => {
  const map = recentMap<number, true>(2);
  for (const round of [0, 10, 20]) {
    map.set(round, true);
    map.set(round + 1, true);
    map.delete(round);
    map.set(round + 2, true);
    assert.deepEqual([map.has(round + 1), map.has(round + 2), map.size], [true, true, 2]);
    map.clear();
    assert.equal(map.size, 0);
  }
});
