import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMailAddress, mailboxOf, tagOf, withTag } from './addresses.ts';

const OURS = ['support@example.org', 'sales+eu@example.org'];

test('our mailboxes are known in any case and with anything behind a plus', () => {
  assert.equal(mailboxOf('Support@Example.org', OURS), 'support@example.org');
  assert.equal(mailboxOf('support+a+b@example.org', OURS), 'support@example.org');
  assert.equal(mailboxOf('sales+eu@example.org', OURS), 'sales+eu@example.org');
});

test('nobody else’s mailbox is ours', () => {
  for (const address of ['sales@example.org', 'support@other.org', 'support@example.org.evil', 'support', '', '+@']) {
    assert.equal(mailboxOf(address, OURS), undefined);
  }
});

test('what could break out of a header or an envelope is no address', () => {
  for (const bad of [
    '',
    'a',
    'a@',
    '@b',
    'a b@c',
    'a@b\r\nRCPT TO:<c@d>',
    'a@b,c@d',
    '"a"@b',
    '<a@b>',
    `${'a'.repeat(320)}@b`,
  ]) {
    assert.equal(isMailAddress(bad), false, JSON.stringify(bad));
  }
  for (const good of ['a@b', "o'brien+x@mail.example.org", 'jürgen@bücher.de']) assert.equal(isMailAddress(good), true);
});

test('a tag goes behind the plus and comes back', () => {
  assert.equal(tagOf(withTag('support@example.org', 'x')), 'x');
  assert.equal(tagOf('support@example.org'), undefined);
});
