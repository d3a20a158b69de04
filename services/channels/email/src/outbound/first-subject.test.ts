import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstSubject } from './first-subject.ts';

for (const [text, subject] of [
  ['Your code is 123456. It is valid for 10 minutes.', 'Your code is 123456'],
  ['\n\n  Your order\thas left\nIt comes tomorrow.', 'Your order has left'],
  ['Ваш код 123456. Он действует 10 минут.', 'Ваш код 123456'],
  ['コードは123456です。10分間有効です。', 'コードは123456です'],
  ['Where is it?', 'Where is it?'],
  ['', 'A message for you'],
  ['!!!\n---', 'A message for you'],
  ['word '.repeat(40), `${'word '.repeat(13)}word…`],
  ['x'.repeat(100), `${'x'.repeat(70)}…`],
] as const) {
  test(`the first mail of ${JSON.stringify(text.slice(0, 30))} is called ${JSON.stringify(subject)}`, () =>
    assert.equal(firstSubject(text), subject));
}
