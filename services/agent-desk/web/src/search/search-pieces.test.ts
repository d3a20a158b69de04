import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SearchHit } from '../../../wire/search.ts';
import { excerptPieces } from './excerpt-pieces.ts';
import { groupHits } from './group-hits.ts';

const hit = (customerId: string, itemId: string, change: Partial<SearchHit> = {}): SearchHit => ({
  customerId,
  customerName: `Name of ${customerId}`,
  conversationId: 'v1',
  itemId,
  atUs: 1,
  channel: 'pigeon',
  kind: 'message',
  excerpt: 'a text',
  marks: [0, 1],
  ...change,
});

test('marks cut the excerpt where they stand, whatever the script', () => {
  assert.deepEqual(excerptPieces('شكرا جزيلا', [5, 10]), [
    { text: 'شكرا ', marked: false },
    { text: 'جزيلا', marked: true },
  ]);
  assert.deepEqual(excerptPieces('<b>bold</b>', [3, 7])[1], { text: 'bold', marked: true });
});

test('marks that make no sense never lose or double a letter', () => {
  for (const marks of [[], [2], [4, 2], [-1, 3], [0, 99], [2, 4, 3, 6], [1.5, 3], [6, 8, 0, 2]]) {
    const pieces = excerptPieces('a sentence', marks);
    assert.equal(pieces.map((piece) => piece.text).join(''), 'a sentence', String(marks));
  }
  assert.deepEqual(
    excerptPieces('a sentence', [6, 8, 0, 1])
      .filter((piece) => piece.marked)
      .map((piece) => piece.text),
    ['a', 'en'],
  );
});

test('hits stand under their person, the same hit of two pages once', () => {
  const groups = groupHits([hit('b', '1'), hit('a', '2', { customerName: '' }), hit('b', '3'), hit('b', '1')]);
  assert.deepEqual(
    groups.map(({ name, hits }) => [name, hits.map((one) => one.itemId)]),
    [
      ['Name of b', ['1', '3']],
      ['Unknown customer', ['2']],
    ],
  );
});
