import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureText } from './text-measure.ts';

const measured = (textUnit: string, text: string, maxTextLength = 1600) => {
  const { used, over, words, why } = measureText({ textUnit, maxTextLength }, text);
  return { used, over, words, why };
};

test('a text is counted in characters, and in bytes where the channel counts those', () => {
  assert.deepEqual(measured('characters', 'жж', 3), { used: 2, over: 0, words: '', why: '' });
  assert.deepEqual(measured('', 'жжжж', 3), { used: 4, over: 1, words: '4 / 3', why: '' });
  assert.deepEqual(measured('bytes', 'жж', 3), { used: 4, over: 1, words: '4 / 3 bytes', why: '' });
  assert.equal(measured('characters', 'x'.repeat(5000), 0).over, 0);
});

test('segments are told with what is left of the last', () => {
  assert.equal(measured('sms', '').words, '');
  assert.equal(measured('sms', 'hello').words, '1 SMS · 155 left');
  assert.equal(measured('sms', 'x'.repeat(160)).words, '1 SMS · 0 left');
  assert.equal(measured('sms', 'x'.repeat(161)).words, '2 SMS · 145 left');
  assert.equal(measured('sms', '€').words, '1 SMS · 158 left', 'two of the 160');
});

test('what makes it Unicode is named; what is sent as plain letters does not', () => {
  const { words, why } = measured('sms', 'Привіт 👍');
  assert.equal(words, '1 SMS · 61 left');
  assert.match(why, /^Unicode because of П р и в і …: a segment holds 70 characters instead of 160\.$/u);
  const typographic = measured('sms', '“Tomorrow” – at\u00a0nine…');
  assert.match(typographic.words, /^1 SMS/);
  assert.match(typographic.why, /sent as plain ones/);
  assert.match(measured('sms', '“ж”').why, /because of ж:/);
});
