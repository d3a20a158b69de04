import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileSize, readablePhone } from './format.ts';

test('phone numbers are read in groups', () => {
  assert.equal(readablePhone('+12125550123'), '+1\u00A0212\u00A0555\u00A00123');
  assert.equal(readablePhone('+46701740605'), '+46\u00A0701\u00A0740\u00A0605');
});

test('file sizes are rounded, and unknown ones not told', () => {
  assert.deepEqual([fileSize(0), fileSize(900), fileSize(2048), fileSize(1_572_864)], ['', '900 B', '2 kB', '1.5 MB']);
});
