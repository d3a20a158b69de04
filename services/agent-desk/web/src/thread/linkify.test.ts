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

test('ink reads on every colour', () => {
  assert.equal(inkOn('#ffffff'), '#111111');
  assert.equal(inkOn('#000'), '#ffffff');
  assert.equal(inkOn('rebeccapurple'), '#ffffff');
});
