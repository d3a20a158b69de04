import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { headerFields } from '../parsing/header-fields.ts';
import { parseMail } from '../parsing/parse-mail.ts';
import { headerLine, rebuildMail, type TakenApart } from './rebuild-mail.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 150);
const utf8 = (text: string) => ({ charset: 'utf-8', bytes: Buffer.from(text) });

const MAIL: TakenApart = {
  fields: [headerLine('From', 'Anna <anna@example.org>'), headerLine('Subject', 'Größe')],
  texts: [
    { type: 'text/plain', ...utf8('Hello') },
    { type: 'text/html', ...utf8('<p>Hello <img src="cid:1"></p>') },
  ],
  files: [
    { name: 'a.png', type: 'image/png', contentId: '<1>', content: Buffer.from('png') },
    { name: 'b.txt', type: 'text/plain', contentId: '', content: Buffer.from('text') },
  ],
};

const read = async (mail: TakenApart) =>
  await parseMail({ raw: await rebuildMail(mail), sender: '', mailboxes: ['support@localhost'] });

test('the same parts are the same bytes, and a mail has no Date or Message-ID that it never had', async () => {
  const [one, other] = await Promise.all([rebuildMail(MAIL), rebuildMail(MAIL)]);
  assert.deepEqual(one, other);
  const { date, messageId } = await read(MAIL);
  assert.deepEqual([date, messageId], [undefined, undefined]);
});

test('a mail with no parts is a mail with no words', async () => {
  const { text, attachments, from } = await read({ ...MAIL, texts: [], files: [] });
  assert.deepEqual([text, attachments.length, from?.address], ['', 0, 'anna@example.org']);
});

test('fields of the body that was taken apart do not come back; long ones are folded without loss', async () => {
  const references = Array.from({ length: 60 }, (_, at) => `<${'x'.repeat(30)}${at}@example.org>`).join(' ');
  const fields = [
    ...MAIL.fields,
    headerLine('References', references),
    headerLine('Content-Type', 'text/plain; charset=utf-16'),
    headerLine('CONTENT-TRANSFER-ENCODING', 'base64'),
    headerLine('Mime-Version', '7'),
  ];
  const raw = (await rebuildMail({ ...MAIL, fields })).toString('latin1');
  const header = raw.slice(0, raw.indexOf('\r\n\r\n'));
  assert.ok(header.split('\r\n').every((line) => line.length < 998));
  const found = headerFields(header);
  assert.equal(found.find(({ name }) => name === 'references')?.value, references);
  assert.deepEqual(
    found.map(({ name }) => name),
    ['from', 'subject', 'references', 'mime-version', 'content-type'],
  );
});

test('a report of a mail server stays one', async () => {
  const status =
    'Reporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; bob@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 No such user\r\n';
  const { bounce, attachments } = await read({
    fields: [
      headerLine('From', 'MAILER-DAEMON@mx.example.org'),
      headerLine('Subject', 'Undelivered Mail Returned to Sender'),
      headerLine('Content-Type', 'multipart/report; report-type=delivery-status; boundary="b"'),
    ],
    texts: [{ type: 'text/plain', ...utf8('Your mail could not be delivered.') }],
    files: [
      { name: '', type: 'message/delivery-status', contentId: '', content: Buffer.from(status) },
      {
        name: '',
        type: 'message/rfc822',
        contentId: '',
        content: Buffer.from('Message-ID: <r_1.1.0@localhost>\r\nTo: bob@example.org\r\n\r\nHi\r\n'),
      },
    ],
  });
  assert.deepEqual(
    [bounce?.action, bounce?.status, bounce?.messageIds, attachments.length],
    ['failed', '5.1.1', ['r_1.1.0@localhost'], 2],
  );
});

test('whatever the parts are, they come out as they went in, and nothing of them is a header', async () => {
  const wild = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constantFrom('\r\nFrom: x@y.org\r\n', '--_NmP', '"; x="', '=?utf-8?q?a?='),
  );
  const file = fc.record({
    name: wild,
    type: fc.oneof(wild, fc.constantFrom('multipart/mixed; boundary=x', 'text/csv; charset=x', 'application/pdf')),
    contentId: wild,
    content: fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes)),
  });
  await fc.assert(
    fc.asyncProperty(wild, wild, fc.array(file, { maxLength: 4 }), async (value, name, files) => {
      const fields = [headerLine('From', 'anna@example.org'), headerLine('X-Wild', value), headerLine(name, value)];
      const raw = await rebuildMail({ fields, texts: [{ type: 'text/plain', ...utf8('Hello') }], files });
      const { from, text, attachments } = await parseMail({ raw, sender: '', mailboxes: [] });
      assert.equal(text, 'Hello');
      if (name.toLowerCase() !== 'from') assert.equal(from?.address, 'anna@example.org');
      assert.deepEqual(
        attachments.map(({ content }) => Buffer.from(content)),
        files.map(({ content }) => content),
      );
    }),
    { numRuns: RUNS },
  );
});
