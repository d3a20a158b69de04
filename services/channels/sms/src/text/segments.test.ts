import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countSegments } from './segments.ts';
import { smartEncoded } from './smart-encoding.ts';

for (const [what, text, encoding, segments] of [
  ['160 septets fit one', 'a'.repeat(160), 'GSM-7', 1],
  ['161 need two', 'a'.repeat(161), 'GSM-7', 2],
  ['80 euros are 160 septets', '€'.repeat(80), 'GSM-7', 1],
  ['81 euros do not fit, nor straddle', '€'.repeat(81), 'GSM-7', 2],
  ['an extension character at the seam moves over', `${'a'.repeat(152)}[${'a'.repeat(152)}`, 'GSM-7', 3],
  ['Ç and à are GSM-7', 'Çà'.repeat(80), 'GSM-7', 1],
  ['one ç in 160 characters makes three', `${'a'.repeat(159)}ç`, 'UCS-2', 3],
  ['35 emoji are 70 units', '😀'.repeat(35), 'UCS-2', 1],
  ['36 emoji are two', '😀'.repeat(36), 'UCS-2', 2],
] as const) {
  test(`segments: ${what}`, () => {
    assert.deepEqual(countSegments(text, { smart: false }), { encoding, segments });
  });
}

test('typographic characters become those of GSM-7 where that saves the text', () => {
  assert.equal(smartEncoded('“Yes” – it’s\u00a0done…'), '"Yes" - it\'s done...');
  assert.deepEqual(countSegments(`${'a'.repeat(150)}’`, { smart: true }), { encoding: 'GSM-7', segments: 1 });
  assert.deepEqual(countSegments(`${'a'.repeat(150)}’`, { smart: false }), { encoding: 'UCS-2', segments: 3 });
});

test('a text that stays UCS-2 anyway keeps its typography', () => {
  for (const text of ['«Так» — він', '“ok” 😀', 'plain GSM: "x" - y']) assert.equal(smartEncoded(text), text);
});
