import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalAddress } from './addresses.ts';

test('a number with its country becomes E.164, however it is written', () => {
  assert.equal(normalAddress('phone', ' +44 (7700) 900-001 '), '+447700900001');
  assert.equal(normalAddress('phone', '0044 7700 900001'), '+447700900001');
  assert.equal(normalAddress('phone', '+44 (0)7700 900001'), '+447700900001');
});

test('a number without its country, too long, or with letters is none', () => {
  for (const typed of ['07700 900001', '+123', '+12345678901234567', '+44 CALL ME', '', '+0123456789'])
    assert.equal(normalAddress('phone', typed), undefined, typed);
});

test('a mail address is compared in lower case', () => {
  assert.equal(normalAddress('email', ' Anna@Example.ORG '), 'anna@example.org');
});

test('what could smuggle a second address or a header line is none', () => {
  for (const typed of [
    'anna',
    'a@b@c',
    'a@b.org, c@d.org',
    'a@b.org\r\nBcc: x@y.org',
    '<a@b.org>',
    `${'a'.repeat(320)}@b.org`,
  ])
    assert.equal(normalAddress('email', typed), undefined, typed);
});
