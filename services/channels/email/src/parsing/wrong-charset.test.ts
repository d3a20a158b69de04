import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMail } from './parse-mail.ts';

const HEAD = 'From: anna@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n';
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const parse = (raw: Buffer) => parseMail({ raw, sender: 'anna@example.org', mailboxes: ['support@localhost'] });

const part = (charset: string, text: string) => `--b\r\nContent-Type: text/${charset}\r\n\r\n${text}\r\n`;

for (const [what, raw, expected] of [
  [
    'said to be UTF-8',
    latin1(`${HEAD}Content-Type: text/plain; charset="utf-8"\r\n\r\ncaf\xe9 \x93h\x94 \x80`),
    'café “h” €',
  ],
  [
    'said to be ASCII',
    latin1(`${HEAD}Content-Type: text/plain; charset=us-ascii; format=flowed\r\n\r\ncaf\xe9`),
    'café',
  ],
  ['said to be nothing', latin1(`${HEAD}Content-Type: text/plain\r\n\r\ncaf\xe9`), 'café'],
  ['without any type', latin1('From: anna@example.org\r\n\r\ncaf\xe9'), 'café'],
  [
    'in quoted-printable',
    latin1(
      `${HEAD}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ncaf=E9`,
    ),
    'café',
  ],
  [
    'of a page that says itself what it is',
    latin1(`${HEAD}Content-Type: text/html\r\n\r\n<meta charset="windows-1251"><p>\xef\xf0\xe8</p>`),
    'при',
  ],
  [
    'that is UTF-8 and said to be ASCII',
    Buffer.from(`${HEAD}Content-Type: text/plain; charset=us-ascii\r\n\r\nпривет`),
    'привет',
  ],
] as const) {
  test(`text ${what} is read as what it is`, async () => assert.equal((await parse(raw)).text, expected));
}

test('of two texts only the wrong one is read again', async () => {
  const raw = Buffer.concat([
    latin1(`${HEAD}Content-Type: multipart/alternative; boundary=b\r\n\r\n`),
    latin1(part('plain; charset=utf-8', 'caf\xe9')),
    Buffer.from(part('html; charset=utf-8', '<p>привет</p>')),
    latin1('--b--'),
  ]);
  const mail = await parse(raw);
  assert.equal(mail.text, 'café');
  assert.equal(mail.html, '<p>привет</p>');
});

test('a subject of bare bytes is read', async () => {
  assert.equal((await parse(latin1('From: a@example.org\r\nSubject: caf\xe9\r\n\r\nHi'))).subject, 'café');
});

test('a mail whose parts cannot be told apart shows its words, and is said to be incomplete', async () => {
  for (const type of ['multipart/mixed', 'multipart/mixed; boundary=never']) {
    const mail = await parse(latin1(`${HEAD}Content-Type: ${type}\r\n\r\nhello there`));
    assert.deepEqual([mail.text, mail.isComplete], ['hello there', false]);
  }
});

test('a mail of empty parts is empty, and complete', async () => {
  const type = 'Content-Type: multipart/alternative; boundary=b';
  const mail = await parse(latin1(`${HEAD}${type}\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n\r\n--b--`));
  assert.deepEqual([mail.text, mail.isComplete], ['', true]);
});

test('an invitation without a name is named after what it is', async () => {
  const mail = await parse(latin1(`${HEAD}Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR`));
  assert.deepEqual(
    mail.attachments.map(({ name }) => name),
    ['invitation.ics'],
  );
});
