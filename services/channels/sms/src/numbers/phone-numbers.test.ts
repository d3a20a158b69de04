import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canBeAnswered, displayed, readAddress, withPlus } from './phone-numbers.ts';

for (const [raw, country, value, prefix] of [
  ['+1 (415) 555-0100', 'US', '+14155550100', ''],
  ['+447700900001', 'US', '+447700900001', ''],
  ['07700 900001', 'GB', '+447700900001', ''],
  ['12345', 'US', '12345', ''],
  ['ACME-Shop', 'US', 'ACME-Shop', ''],
  ['whatsapp:+447700900001', 'US', '+447700900001', 'whatsapp:'],
  ['+999123', 'US', '+999123', ''],
  ['123456', 'US', '123456', ''],
  ['41234567', 'NO', '+4741234567', ''],
  ['+5215512345678', 'US', '+525512345678', ''],
  ['whatsapp:+5215512345678', 'US', '+5215512345678', 'whatsapp:'],
  ['WhatsApp:+447700900001', 'US', '+447700900001', 'whatsapp:'],
] as const) {
  test(`${raw} in ${country} is ${value}`, () => {
    assert.deepEqual(readAddress(raw, country), { value, prefix });
  });
}

test('what can be no address is none', () => {
  for (const raw of ['', '   ', 'whatsapp:', 'x'.repeat(51)]) assert.equal(readAddress(raw, 'US'), undefined);
});

test('numbers are shown as people write them, all else as it is', () => {
  assert.equal(displayed('+447700900001'), '+44 7700 900001');
  assert.equal(displayed('12345'), '12345');
});

test('digits with their country code get their +, short codes and names do not', () => {
  assert.deepEqual(['447700900001', '12345', 'ACME', '0770090000'].map(withPlus), [
    '+447700900001',
    '12345',
    'ACME',
    '0770090000',
  ]);
});

test('numbers and short codes can be answered, names cannot', () => {
  assert.deepEqual(['+447700900001', '12345', 'ACME', 'O2'].map(canBeAnswered), [true, true, false, false]);
});
