import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbour } from './window-order.ts';

test('going to the side visits every window and stops at the ends', () => {
  const order = ['sms', 'mail', 'app'];
  assert.equal(neighbour(order, 'sms', 'next'), 'mail');
  assert.equal(neighbour(order, 'sms', 'previous'), 'sms');
  assert.equal(neighbour(order, 'app', 'next'), 'app');
});
