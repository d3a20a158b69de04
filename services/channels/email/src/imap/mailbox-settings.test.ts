import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { imapMailboxList } from './mailbox-settings.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300);

test('URLs and JSON name the same mailbox', () => {
  const url = 'imaps://Support%40example.org:p%3Ass@imap.example.org/Inbox%2FCustomers?authServId=mx.example.org';
  const expected = {
    address: 'support@example.org',
    host: 'imap.example.org',
    port: 993,
    tls: 'tls',
    user: 'Support@example.org',
    folder: 'Inbox/Customers',
    password: 'p:ss',
    authservId: 'mx.example.org',
  };
  assert.deepEqual(imapMailboxList.parse(url.replace('authServId', 'authservId')), [expected]);
  const { address, port, tls, ...given } = expected;
  assert.deepEqual([address, port, tls].length, 3);
  assert.deepEqual(imapMailboxList.parse(JSON.stringify([given])), [expected]);
});

test('several mailboxes stand between blanks; the clear text is asked for by name', () => {
  const list = imapMailboxList.parse(
    'imap://a%40b.org:x@127.0.0.1:1143?tls=none,\n imap://c:y@mail.b.org?address=Sales@b.org',
  );
  assert.deepEqual(
    list.map(({ address, port, tls, folder }) => [address, port, tls, folder]),
    [
      ['a@b.org', 1143, 'none', 'INBOX'],
      ['sales@b.org', 143, 'starttls', 'INBOX'],
    ],
  );
  assert.deepEqual(imapMailboxList.parse(''), []);
});

const OAUTH = { tokenUrl: 'https://login.example.org/token', clientId: 'us', refreshToken: 'r' };
const BASE = { host: 'imap.example.org', user: 'a@b.org' };

test('a grant takes the place of a password, and one of them must be there', () => {
  assert.deepEqual(imapMailboxList.parse(JSON.stringify([{ ...BASE, oauth: OAUTH }]))[0]?.oauth, OAUTH);
  for (const wrong of [
    BASE,
    { ...BASE, password: 'x', oauth: OAUTH },
    { ...BASE, oauth: { ...OAUTH, tokenUrl: 'http://login.example.org/token' } },
    { ...BASE, password: 'x', passwrd: 'y' },
    { ...BASE, user: 'nobody', password: 'x' },
    { ...BASE, password: 'x', port: 70_000 },
  ]) {
    assert.equal(imapMailboxList.safeParse(JSON.stringify([wrong])).success, false, JSON.stringify(wrong));
  }
  for (const wrong of ['imap.example.org', 'https://a%40b.org:x@c.org', '[', '{}', 'imaps://a%40b.org@c.org']) {
    assert.equal(imapMailboxList.safeParse(wrong).success, false, wrong);
  }
  const twice = 'imaps://a%40b.org:x@c.org';
  assert.equal(imapMailboxList.safeParse(`${twice} ${twice}`).success, false);
});

test('whatever is written there is a list or a fault', () => {
  const piece = fc.constantFrom(
    'imaps://',
    'imap://',
    'a%40b.org',
    ':',
    '@',
    '/',
    '?',
    '&',
    '%',
    '%zz',
    '[',
    '{',
    '"',
    ' ',
    ',',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
    fc.json(),
  );
  fc.assert(
    fc.property(text, (written) => {
      imapMailboxList.safeParse(written);
    }),
    { numRuns: RUNS },
  );
});
