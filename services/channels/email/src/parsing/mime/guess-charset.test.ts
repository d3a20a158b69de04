import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { guessCharset } from './guess-charset.ts';

for (const text of [
  'Déjà payée à Noël, très fâché : où est-elle ?',
  'ÄÖÜ äöü ß',
  '“Grüße” – 5 € für Öl',
  'plain words',
  '',
]) {
  test(`nothing is guessed of ${JSON.stringify(text)}, which is Western or too short`, () => {
    assert.equal(guessCharset(iconv.encode(text, 'windows-1252')), undefined);
  });
}

for (const [charset, text] of [
  ['windows-1251', 'Де моє замовлення? Їх два.'],
  ['koi8-r', 'Где мой заказ? Жду уже неделю.'],
  ['shift_jis', '注文はどこですか？ありがとう'],
  ['euc-jp', '注文はどこですか？ありがとう'],
  ['cp949', '제 주문은 어디에 있습니까'],
  ['gb18030', '我的订单在哪里？谢谢您'],
] as const) {
  test(`${charset} is told by its letters`, () => assert.equal(guessCharset(iconv.encode(text, charset)), charset));
}
