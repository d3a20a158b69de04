import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalReceiptId, canonicalSubmitId } from './message-ids.ts';
import { isReceiptPattern } from './receipt-pattern.ts';
import { readReceipt } from './read-receipt.ts';

const STANDARD =
  'id:0000001234 sub:001 dlvrd:001 submit date:2611221000 done date:2611221001 stat:DELIVRD err:000 text:Hello id:9';

for (const [what, text, id, state, error] of [
  ['the standard', STANDARD, '0000001234', 'DELIVRD', '000'],
  ['other case and blanks', 'ID: a1-b2 Stat:undeliv Err: 1f', 'a1-b2', 'UNDELIV', '1f'],
  ['another order, without err', 'stat:EXPIRED id:77', '77', 'EXPIRED', undefined],
] as const) {
  test(`a receipt's text: ${what}`, () => {
    assert.deepEqual(readReceipt({}, text, undefined), { id, state, error, reference: undefined });
  });
}

test('TLVs go before the text, and an id that runs into the next tag ends there', () => {
  const pdu = {
    receipted_message_id: 'abc\u0004\u0027\u0002',
    message_state: 8,
    network_error_code: Buffer.from([3, 0, 99]),
  };
  assert.deepEqual(readReceipt(pdu, '', undefined), { id: 'abc', state: 'REJECTD', error: '99', reference: undefined });
  assert.equal(readReceipt({ ...pdu, receipted_message_id: 'tlv' }, STANDARD, undefined)?.id, 'tlv');
});

test('a pattern of the settings reads what no standard knows', () => {
  const pattern = 'MSG (?<id>\\S+) IS (?<stat>\\w+)';
  assert.deepEqual(readReceipt({}, 'MSG 5 IS delivrd', pattern), {
    id: '5',
    state: 'DELIVRD',
    error: undefined,
    reference: undefined,
  });
  assert.equal(isReceiptPattern(pattern), true);
  for (const source of ['(', 'id:(?<id>x)', '(?<stat>x)']) assert.equal(isReceiptPattern(source), false, source);
});

test('a text that is no receipt is none', () => {
  for (const text of ['', 'hello', 'id:1', 'stat:DELIVRD']) assert.equal(readReceipt({}, text, undefined), undefined);
});

test('ids of both sides meet, whatever their radix and zeros', () => {
  assert.equal(canonicalSubmitId('0000ABCD', 'hex-to-decimal'), canonicalReceiptId('43981', 'hex-to-decimal'));
  assert.equal(canonicalSubmitId('0043981', 'decimal-to-hex'), canonicalReceiptId('abcd', 'decimal-to-hex'));
  assert.equal(canonicalSubmitId('Ab-1', 'same'), canonicalReceiptId(' aB-1', 'same'));
  // Beyond 53 bits, and what is no number.
  assert.equal(
    canonicalSubmitId('ffffffffffffffff', 'hex-to-decimal'),
    canonicalReceiptId('18446744073709551615', 'hex-to-decimal'),
  );
  assert.equal(canonicalSubmitId('no-number', 'hex-to-decimal'), 'no-number');
});
