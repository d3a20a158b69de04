import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inkOn } from '../ui/ink.ts';
import { linkify } from './linkify.ts';

test('web addresses are cut out, with the sentence around them left whole', () => {
  assert.deepEqual(linkify('See https://a.example/x?y=1. Thanks'), [
    { text: 'See ' },
    { text: 'https://a.example/x?y=1', href: 'https://a.example/x?y=1' },
    { text: '. Thanks' },
  ]);
  assert.deepEqual(linkify(''), []);
});

test('nothing but the web is a link', () => {
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'https://']) {
    assert.deepEqual(
      linkify(text).filter((piece) => piece.href !== undefined),
      [],
    );
  }
});

test('a hostile run of marks within an address costs no more than its length', () => {
  // By a regular expression this took a quarter of a minute.
  const address = `https://a.example/${'!'.repeat(100_000)}x`;
  assert.deepEqual(linkify(`${address}${'.'.repeat(100_000)}`), [
    { text: address, href: address },
    { text: '.'.repeat(100_000) },
  ]);
});

test('ink reads on every colour', () => {
  assert.equal(inkOn('#ffffff'), '#111111');
  assert.equal(inkOn('#000'), '#ffffff');
  assert.equal(inkOn('rebeccapurple'), '#ffffff');
});
