import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbour, WINDOW_ORDER } from './window-names.ts';

test('going to the side visits every window and stops at the ends', () => {
  assert.equal(neighbour('phone', 'next'), 'messenger');
  assert.equal(neighbour('phone', 'previous'), 'phone');
  assert.equal(neighbour('app', 'next'), 'app');
  assert.equal(WINDOW_ORDER.length, 4);
});
