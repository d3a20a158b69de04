import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isForward, originalSender } from './forwarded-mail.ts';
import { parseMail } from './parse-mail.ts';

const FIXTURES = new URL('../../fixtures/forward/', import.meta.url);
const names = readdirSync(FIXTURES).filter((name) => name.endsWith('.txt'));

test('there are fixtures', () => assert.ok(names.length >= 14));

for (const name of names) {
  test(`who wrote first is found in ${name}`, () => {
    const text = readFileSync(new URL(name, FIXTURES), 'utf8').replaceAll('\r\n', '\n');
    assert.equal(originalSender('Fwd: something', text)?.address, 'john.doe@acme.com');
  });
}

const BOB =
  '---------- Forwarded message ---------\nFrom: Bob Roe <Bob@x.org>\nDate: 3 Mar 2026\nSubject: Hi\nTo: <a@x.org>\n\nI am ill.';
const parse = (lines: readonly string[]) =>
  parseMail({ raw: Buffer.from(lines.join('\n')), sender: 'anna@example.org', mailboxes: ['support@localhost'] });

test('of a forwarded mail all is shown, and who wrote it first is told', async () => {
  const mail = await parse(['From: anna@example.org', 'Subject: FYI', '', 'See below.', '', BOB]);
  assert.deepEqual(mail.forwardedFrom, { address: 'bob@x.org', name: 'Bob Roe' });
  assert.match(mail.text, /^See below\.[\s\S]*I am ill\.$/);
  assert.equal(mail.fullText, undefined);
});

test('of a mail that is forwarded as a file its writer is told too', async () => {
  const mail = await parse([
    'From: anna@example.org',
    'Subject: Fwd: Hi',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'See the file.',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'From: =?utf-8?q?B=C3=B6b?= <bob@x.org>',
    'Subject: Hi',
    '',
    'I am ill.',
    '--b--',
  ]);
  assert.deepEqual(mail.forwardedFrom, { address: 'bob@x.org', name: 'Böb' });
});

test('an answer forwards nothing, whatever header stands in it', async () => {
  const text = 'Yes.\n\nFrom: Mia <mia@x.org>\nSent: 3.3.2026\nTo: Anna\nSubject: Hi\n\nShall we?';
  const mail = await parse(['From: anna@example.org', 'Subject: Re: Hi', '', text]);
  assert.equal(mail.forwardedFrom, undefined);
  assert.equal(mail.text, 'Yes.');
});

for (const [what, text] of [
  ['line ends', '\n'.repeat(100_000)],
  ['blanks', ' '.repeat(100_000)],
  ['headers', 'From: a <a@b.c>\n'.repeat(10_000)],
  ['marks', '---------- Forwarded message ----------\n'.repeat(5_000)],
  ['dashes', '-'.repeat(100_000)],
] as const) {
  test(`a hundred thousand characters of ${what} come back`, () => {
    const found = originalSender('Fwd: x', text);
    assert.ok(found === undefined || found.address === 'a@b.c');
  });
}

test('forwards are known by their subject in many languages', () => {
  assert.deepEqual(['Fwd: x', 'FW: x', 'WG: x', 'TR : x'].map(isForward), [true, true, true, true]);
  assert.deepEqual(['Re: x', 'Forward planning', 'Triage'].map(isForward), [false, false, false]);
});
