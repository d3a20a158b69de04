import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSharedAddress } from './address-blocklist.ts';

describe('an address of several people', () => {
  for (const role of [
    'info',
    'support',
    'noreply',
    'no-reply',
    'no_reply',
    'do.not.reply',
    'office',
    'sales2',
    'info+uk',
    'buero',
    'MAILER-DAEMON',
  ]) {
    it(`is ${role}@`, () => assert.equal(isSharedAddress('email', `${role.toLowerCase()}@example.org`), true));
  }
  for (const person of ['anna', 'anna.info', 'informer', 'j', '12345678', '王小明']) {
    it(`is not ${person}@`, () => assert.equal(isSharedAddress('email', `${person}@example.org`), false));
  }
  it('is what operators add: an address, a domain, a local part, a number', () => {
    const more = ['Kiosk@', '@school.example', 'family@example.org', '+44 20 7946 0000'];
    const shared = (kind: 'email' | 'phone', address: string) => isSharedAddress(kind, address, more);
    assert.deepEqual(
      [
        shared('email', 'kiosk@x.example'),
        shared('email', 'anna@school.example'),
        shared('email', 'family@example.org'),
      ],
      [true, true, true],
    );
    assert.equal(shared('email', 'anna@oldschool.example'), false);
    assert.equal(shared('email', 'family@example.com'), false);
    assert.equal(shared('phone', '+442079460000'), true);
    assert.equal(shared('phone', '+442079460001'), false);
  });
});
