import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outlookMessage, tnef, tnefFile } from '../../../fixtures/outlook-formats.ts';
import { parseMail } from '../parse-mail.ts';

interface Part {
  readonly head: string;
  readonly content: Buffer;
}

async function mailOf(...parts: readonly Part[]) {
  const lines = [
    'From: anna@example.org',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Look',
    ...parts.flatMap(({ head, content }) => [
      '--b',
      head,
      'Content-Transfer-Encoding: base64',
      '',
      content.toString('base64'),
    ]),
    '--b--',
  ];
  return await parseMail({ raw: Buffer.from(lines.join('\r\n')), sender: 'anna@example.org', mailboxes: [] });
}

const names = (mail: Awaited<ReturnType<typeof mailOf>>) => mail.attachments.map(({ name }) => name);

test('of a winmail.dat the files are shown, not itself; of a broken one both', async () => {
  const content = tnef(tnefFile('bill.pdf', Buffer.from('%PDF')), tnefFile('bill.pdf', Buffer.from('%PDF2')));
  const head = 'Content-Type: application/ms-tnef; name=winmail.dat';
  assert.deepEqual(names(await mailOf({ head, content })), ['bill.pdf', 'bill (2).pdf']);
  assert.deepEqual(names(await mailOf({ head, content: content.subarray(0, -3) })), [
    'winmail.dat',
    'bill.pdf',
    'bill (2).pdf',
  ]);
  assert.deepEqual(names(await mailOf({ head, content: Buffer.from('nothing') })), ['winmail.dat']);
});

test('a message of Outlook stays a file and says from whom it is, what about, and its words', async () => {
  const content = outlookMessage({ '0037': 'Order', '0C1A': 'Mia Berg', '5D01': 'mia@x.org', '1000': 'Old words' });
  const mail = await mailOf({ head: 'Content-Type: application/vnd.ms-outlook; name=Order.msg', content });
  assert.deepEqual(names(mail), ['Order.msg']);
  assert.deepEqual(mail.summaries, ['Attached mail: “Order” from Mia Berg <mia@x.org>\n\nOld words']);
  assert.equal(mail.text, 'Look');
});

test('what only calls itself a message of Outlook is a file', async () => {
  const broken = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000, 0xff)]);
  const mail = await mailOf({ head: 'Content-Type: application/vnd.ms-outlook; name=a.msg', content: broken });
  assert.deepEqual([names(mail), mail.summaries], [['a.msg'], []]);
});

test('an attached mail says from whom, when, what about, in base64 too', async () => {
  const content = Buffer.from(
    'From: =?utf-8?q?Mia_Gr=C3=BCn?= <mia@x.org>\r\nDate: Tue, 3 Mar 2026 10:00:00 +0100\r\nSubject: Order\r\n\r\nOld words',
  );
  const mail = await mailOf({ head: 'Content-Type: message/rfc822', content });
  assert.deepEqual(names(mail), ['Order.eml']);
  assert.deepEqual(Buffer.from(mail.attachments[0]?.content ?? []), content);
  assert.deepEqual(mail.summaries, ['Attached mail: “Order” from Mia Grün <mia@x.org>, Tue 3 Mar 2026, 09:00 UTC']);
  assert.deepEqual(mail.forwardedFrom, { address: 'mia@x.org', name: 'Mia Grün' });
});

test('an invitation that is sent twice, to be shown and to be saved, is one file and one summary', async () => {
  const content = Buffer.from(
    'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Lunch\r\nEND:VEVENT\r\nEND:VCALENDAR',
  );
  const mail = await mailOf(
    { head: 'Content-Type: text/calendar; method=REQUEST', content },
    { head: 'Content-Type: application/ics; name=invite.ics', content },
  );
  assert.deepEqual([names(mail), mail.summaries], [['invite.ics'], ['Invitation: Lunch']]);
});

const parse = (lines: readonly string[]) =>
  parseMail({ raw: Buffer.from(lines.join('\r\n')), sender: 'anna@example.org', mailboxes: [] });

test('of what is signed or encrypted agents are told', async () => {
  const encrypted = await parse([
    'From: anna@example.org',
    'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=e',
    '',
    '--e',
    'Content-Type: application/pgp-encrypted',
    '',
    'Version: 1',
    '--e',
    'Content-Type: application/octet-stream; name=encrypted.asc',
    '',
    '-----BEGIN PGP MESSAGE-----',
    '--e--',
  ]);
  assert.deepEqual(
    encrypted.attachments.map(({ name }) => name),
    ['encrypted.asc'],
  );
  assert.match(encrypted.notices.join(), /^Encrypted \(PGP\)/);
});

const length = (size: number) => (size < 128 ? [size] : [0x82, size >> 8, size & 0xff]);

/** A value in DER. */
function value(tag: number, ...inner: readonly Buffer[]): Buffer {
  const content = Buffer.concat(inner);
  return Buffer.concat([Buffer.from([tag, ...length(content.length)]), content]);
}

/** The same in BER, of indefinite length. */
function open(tag: number, ...inner: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([tag, 0x80]), ...inner, Buffer.from([0, 0])]);
}

const id = (hex: string) => value(0x06, Buffer.from(hex, 'hex'));

test('an S/MIME mail in one piece is read where it is signed, and said to be encrypted where it is', async () => {
  const inner = Buffer.from('Content-Type: text/plain; charset=utf-8\r\n\r\nsigned wörds');
  const signed = (wrap: typeof value, octets: Buffer) => {
    const info = wrap(0x30, id('2a864886f70d010701'), wrap(0xa0, octets));
    const data = wrap(0x30, value(0x02, Buffer.from([1])), value(0x31), info, value(0x31));
    return wrap(0x30, id('2a864886f70d010702'), wrap(0xa0, data));
  };
  const halves = [inner.subarray(0, 20), inner.subarray(20)].map((half) => value(0x04, half));
  for (const content of [signed(value, value(0x04, inner)), signed(open, open(0x24, ...halves))]) {
    const mail = await mailOf({ head: 'Content-Type: application/pkcs7-mime; name=smime.p7m', content });
    assert.deepEqual([mail.text, names(mail)], ['Look\n\nsigned wörds', ['smime.p7m']]);
    assert.match(mail.notices.join(), /^Signed \(S\/MIME\)/);
  }
  const sealed = value(0x30, id('2a864886f70d010703'), value(0xa0));
  const mail = await mailOf({ head: 'Content-Type: application/x-pkcs7-mime', content: sealed });
  assert.deepEqual([mail.text, names(mail)], ['Look', ['smime.p7m']]);
  assert.match(mail.notices.join(), /^Encrypted \(S\/MIME\)/);
});
