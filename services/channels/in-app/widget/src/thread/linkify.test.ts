import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkify, safeUrl } from './linkify.ts';

test('web addresses become links, nothing else does', () => {
  assert.deepEqual(linkify('see https://a.example/x?y=1, or (http://b.example).'), [
    { text: 'see ' },
    { text: 'https://a.example/x?y=1', url: 'https://a.example/x?y=1' },
    { text: ', or (' },
    { text: 'http://b.example', url: 'http://b.example' },
    { text: ').' },
  ]);
  // By a regular expression a hostile run of marks took the square of its length.
  const long = `https://a.example/${'!'.repeat(50_000)}x`;
  assert.deepEqual(linkify(long), [{ text: long, url: long }]);
  assert.deepEqual(linkify('javascript:alert(1) data:text/html,x'), [{ text: 'javascript:alert(1) data:text/html,x' }]);
  assert.equal(safeUrl('javascript:alert(1)'), undefined);
  assert.equal(safeUrl('https://a.example'), 'https://a.example');
});
