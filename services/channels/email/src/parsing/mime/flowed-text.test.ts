import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unflow } from './flowed-text.ts';

test('lines flow into paragraphs of their own depth, and a signature stands alone', () => {
  const text = 'one \ntwo\n> three \n> four\n>> five \nsix \n-- \nAnna';
  assert.equal(unflow(text, false), 'one two\n> three four\n>> five \nsix \n-- \nAnna');
  assert.equal(unflow('日本 \n語', true), '日本語');
});

// What costs the square of its length takes many minutes of these.
test('a paragraph of a million lines is read', { timeout: 60_000 }, () => {
  assert.equal(unflow('a \n'.repeat(1_000_000), true).length, 1_000_000);
});
