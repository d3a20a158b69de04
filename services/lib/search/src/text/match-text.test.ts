import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { excerptOf, MAX_EXCERPT } from './excerpt.ts';
import { matchText } from './match-text.ts';
import { InvalidQueryError, parseQuery } from './search-query.ts';
import { requirementsOf, tokensOf } from './tokens.ts';

/** What of the text is marked; `undefined` where it is not found. */
function marked(query: string, text: string): string[] | undefined {
  const parsed = parseQuery(query);
  const marks = matchText(parsed, text);
  if (marks !== undefined) assert.ok(isCandidate(query, text), 'what matches is a candidate of the index too');
  return marks?.map(([start, end]) => text.slice(start, end));
}

function isCandidate(query: string, text: string): boolean {
  const tokens = [...tokensOf(text)];
  return requirementsOf(parseQuery(query)).every(({ token, isBeginning }) =>
    tokens.some((one) => (isBeginning ? one.startsWith(token) : one === token)),
  );
}

const FOUND: readonly (readonly [query: string, text: string, marks: readonly string[]])[] = [
  ['order late', 'My order is late!', ['order', 'late']],
  ['order la', 'My order is late!', ['order', 'la']],
  ['STRASSE', 'Hauptstraße 5, Straße', ['Straße']],
  ['muller', 'Herr Müller schrieb', ['Müller']],
  ['müller', 'Herr Muller schrieb', ['Muller']],
  ['İstanbul', 'istanbul', ['istanbul']],
  ['cafe\u0301', 'Café', ['Café']],
  ['ёлка', 'Елка стоит', ['Елка']],
  ['σοφος', 'ΣΟΦΌΣ', ['ΣΟΦΌΣ']],
  ['مدرسة', 'ذهبت إلى مَدْرَسَة', ['مَدْرَسَة']],
  ['"late order"', 'a late order came', ['late order']],
  ['“late order”', 'a late order came', ['late order']],
  ['東京', '昨日東京タワーへ行きました', ['東京']],
  ['タワー', '昨日東京タワーへ行きました', ['タワー']],
  ['ﾀﾜｰ', '東京タワー', ['タワー']],
  ['退款', '我想要退款,谢谢', ['退款']],
  ['ข้าว', 'ผมอยากกินข้าวผัด', ['ข้าว']],
  ['한국어', '저는 한국어를 배웁니다', ['한국어']],
  ['नमस्ते', 'नमस्ते दुनिया', ['नमस्ते']],
  ['john', 'john@example.org', ['john']],
  ['example', 'john@example.org', ['example']],
  ['john@example.org', 'Write to john@example.org please', ['john@example.org']],
  ['john@exam', 'Write to john@example.org please', ['john@exam']],
  ['invoice', 'invoice_2026.pdf', ['invoice']],
  ['2026', 'invoice_2026.pdf', ['2026']],
  ['pdf', 'invoice_2026.pdf', ['pdf']],
  ['2026-0042', 'Order 2026-0042 2026-11-22 12 30', ['2026-0042']],
  ['+49 170 1234567', '+491701234567', ['491701234567']],
  ['0170 1234567', '+491701234567', ['1701234567']],
  ['01701234567', 'call 0170 / 123 45 67', ['0170 / 123 45 67']],
  ['4567', '+491701234567', ['4567']],
  ['4917', '+491701234567', ['4917']],
  ['170 1234567', '+491701234567', ['1701234567']],
  ['🙂 hello', 'hello 🙂', ['hello']],
];

const NOT_FOUND: readonly (readonly [query: string, text: string])[] = [
  ['orde late', 'My order is late!'],
  ['"order late"', 'late order'],
  ['"late ord"', 'a late order'],
  ['京東', '東京'],
  ['john@example.org', 'john or example.org'],
  ['invoice 2027', 'invoice_2026.pdf'],
  ['49', 'order 149'],
];

void describe('what a query finds in a text', () => {
  for (const [query, text, marks] of FOUND) {
    void test(`${query} in ${text}`, () => assert.deepEqual(marked(query, text), marks));
  }
  for (const [query, text] of NOT_FOUND) {
    void test(`${query} not in ${text}`, () => assert.equal(marked(query, text), undefined));
  }
});

test('a query without a letter, too short or too long is refused', () => {
  for (const query of ['', 'a', ' a ', '""', '!!', '🙂🙂', '-- "', 'x'.repeat(201)]) {
    assert.throws(() => parseQuery(query), InvalidQueryError, JSON.stringify(query));
  }
  assert.doesNotThrow(() => parseQuery('x'.repeat(200)));
});

test('hostile texts cost no more than their length', () => {
  const query = parseQuery('needle in 12 34 56');
  for (const piece of ['1 ', '1-', 'a\u0301', '\u1100', '"', '((', '0 ', '東', '\ud83d', '\u0301']) {
    const text = piece.repeat(40_000);
    assert.equal(matchText(query, text), undefined);
    assert.ok(tokensOf(text).size <= 6000);
  }
});

test('an excerpt shows the first place in at most 200 units, with its marks', () => {
  const text = `${'word '.repeat(200)}needle 🙂 ${'tail\n'.repeat(200)}needle`;
  const excerpt = excerptOf(text, matchText(parseQuery('needle'), text) ?? []);
  assert.ok(excerpt.text.length <= MAX_EXCERPT);
  assert.deepEqual(
    excerpt.marks.map(([start, end]) => excerpt.text.slice(start, end)),
    ['needle'],
  );
  assert.match(excerpt.text, /^…word [^\n]* tail[^\n]*…$/u);
  const short = 'a needle';
  assert.deepEqual(excerptOf(short, [[2, 8]]), { text: short, marks: [[2, 8]] });
});

test('an excerpt never cuts a character in two', () => {
  for (let lead = 0; lead < 4; lead += 1) {
    const text = `${'x'.repeat(lead)}${'🙂'.repeat(150)} needle ${'👨‍👩‍👧é'.repeat(60)}`;
    const { text: shown } = excerptOf(text, matchText(parseQuery('needle'), text) ?? []);
    assert.ok(shown.isWellFormed() && shown.includes('needle') && shown.length <= MAX_EXCERPT);
  }
});
