import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NASTY_MAILS } from '../../fixtures/nasty-mails.ts';
import {
  mapiProperties,
  outlookMessage,
  storedRtf,
  tnef,
  tnefAttribute,
  tnefFile,
  unicode,
} from '../../fixtures/outlook-formats.ts';
import { LIMITS } from '../limits.ts';
import { readTnef } from './enclosed/tnef.ts';
import { parseMail } from './parse-mail.ts';

/** More of them in the environment: `FUZZ_RUNS=100000 node --test …`; then the time of each is looked at as well, as the processor took it. */
const FUZZ_RUNS = Number(process.env['FUZZ_RUNS'] ?? 0);
const MOST_US = 1_000_000;

/** A change to some bytes. */
type Change =
  | { readonly kind: 'put'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'drop'; readonly at: number; readonly size: number }
  | { readonly kind: 'repeat'; readonly at: number; readonly size: number; readonly times: number }
  | { readonly kind: 'swap'; readonly at: number; readonly byte: number };

const place = fc.integer({ min: 0, max: 4_000 });
/** What means something to somebody who takes mails apart. */
const TOKENS = [
  '\r\n',
  '\n',
  '\r',
  '\0',
  '--b',
  '--b--',
  '=?utf-8?q?',
  '?=',
  '=',
  '"',
  ';',
  'Content-Type: multipart/mixed; boundary=b\r\n\r\n',
  'Content-Type: message/rfc822\r\n\r\n',
  'Content-Type: text/html; charset=utf-7\r\n\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'begin 644 x\n',
  '<div>',
  '<blockquote>',
  '>',
  'On Tue wrote:\n',
  "filename*0*=utf-8''%",
  '\u001b$B',
  '\u00ff\u00fe',
];
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 20 }),
  fc.constantFrom(...TOKENS).map((token) => new Uint8Array(Buffer.from(token, 'latin1'))),
);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), at: place, bytes }),
  fc.record({ kind: fc.constant('drop' as const), at: place, size: fc.integer({ min: 1, max: 200 }) }),
  fc.record({
    kind: fc.constant('repeat' as const),
    at: place,
    size: fc.integer({ min: 1, max: 80 }),
    times: fc.integer({ min: 2, max: 2_000 }),
  }),
  fc.record({ kind: fc.constant('swap' as const), at: place, byte: fc.nat(255) }),
);

function changed(raw: Buffer, { at, ...how }: Change): Buffer {
  const from = at % (raw.length + 1);
  const before = raw.subarray(0, from);
  const behind = raw.subarray(from);
  switch (how.kind) {
    case 'put':
      return Buffer.concat([before, how.bytes, behind]);
    case 'drop':
      return Buffer.concat([before, behind.subarray(how.size)]);
    case 'repeat':
      return Buffer.concat([before, ...Array.from({ length: how.times }, () => behind.subarray(0, how.size)), behind]);
    case 'swap':
      return Buffer.concat([before, Buffer.from([how.byte]), behind.subarray(1)]);
  }
}

async function staysInBounds(raw: Buffer): Promise<void> {
  const begun = process.threadCpuUsage();
  const mail = await parseMail({ raw, sender: 'anna@example.org', mailboxes: ['support@localhost'] });
  const { user, system } = process.threadCpuUsage(begun);
  if (FUZZ_RUNS > 0) assert.ok(user + system < MOST_US, `it took ${user + system} µs`);
  const whole = mail.fullText ?? mail.text;
  assert.ok(whole.length <= raw.length * 40 + 1_000, 'more text than the mail can hold');
  assert.ok((mail.html ?? '').length <= LIMITS.shownHtmlCharacters);
  assert.ok(mail.subject.length <= 1_000 && mail.answers.length <= LIMITS.references);
  assert.ok(mail.attachments.length <= LIMITS.attachments);
  assert.ok(mail.summaries.join('').length <= 10_000);
  const size = mail.attachments.reduce((sum, { content }) => sum + content.length, 0);
  assert.ok(size <= raw.length * 9 + 1_000, 'more bytes of files than the mail can hold');
  for (const text of [whole, mail.subject, ...mail.summaries, ...mail.attachments.map(({ name }) => name)]) {
    assert.ok(text.isWellFormed() && !text.includes('\0'));
  }
  assert.ok(whole.trim() === '' || mail.text !== '', 'words, and none shown');
}

const base = fc.constantFrom(...NASTY_MAILS.map(({ raw }) => raw));

test('a mail changed anywhere in any way is taken apart within bounds', () =>
  fc.assert(
    fc.asyncProperty(base, fc.array(change, { minLength: 1, maxLength: 6 }), async (raw, changes) => {
      await staysInBounds(changes.reduce(changed, raw));
    }),
    { numRuns: FUZZ_RUNS || 150 },
  ));

const CHARSETS = ['utf-8', 'iso-8859-1', 'gb2312', 'iso-2022-jp', 'utf-7', 'utf-16', 'x-none', '', '"', 'shift_jis; x'];
const ENCODINGS = ['7bit', 'base64', 'quoted-printable', 'x-uuencode', 'binary', ''];
const TYPES = [
  'text/plain',
  'text/html',
  'image/png',
  'message/rfc822',
  'text/calendar',
  'application/ms-tnef',
  'x',
  '',
];
const CONTAINERS = [
  'mixed',
  'alternative',
  'related',
  'signed',
  'encrypted',
  'report',
  'digest',
  'appledouble',
  'x-none',
];
const BOUNDARIES = ['a', 'aa', 'a-', '=_a', '', 'a b', 'a"b'];

const content = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...TOKENS, 'words ', 'Grüße '), { maxLength: 30 }).map((tokens) => tokens.join('')),
);
const leaf = fc
  .record({
    type: fc.constantFrom(...TYPES),
    charset: fc.constantFrom(...CHARSETS),
    encoding: fc.constantFrom(...ENCODINGS),
    name: fc.oneof(fc.constant(''), fc.string({ unit: 'binary', maxLength: 30 })),
    content,
    hasBlank: fc.boolean(),
  })
  .map(
    ({ type, charset, encoding, name, content: own, hasBlank }) =>
      `Content-Type: ${type}; charset=${charset}\r\nContent-Transfer-Encoding: ${encoding}\r\nContent-Disposition: attachment; filename="${name}"\r\n${hasBlank ? '\r\n' : ''}${own}`,
  );
const { part } = fc.letrec<{ part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc
      .record({
        kind: fc.constantFrom(...CONTAINERS),
        said: fc.constantFrom(...BOUNDARIES),
        used: fc.constantFrom(...BOUNDARIES),
        parts: fc.array(tie('part'), { maxLength: 5 }),
        isClosed: fc.boolean(),
      })
      .map(
        ({ kind, said, used, parts, isClosed }) =>
          `Content-Type: multipart/${kind}; boundary="${said}"\r\n\r\n${parts.map((one) => `--${used}\r\n${one}\r\n`).join('')}${isClosed ? `--${used}--\r\n` : ''}`,
      ),
  ),
}));

test('a mail of any parts in any order, with any boundary, is taken apart within bounds', () =>
  fc.assert(
    fc.asyncProperty(part, async (text) => {
      await staysInBounds(Buffer.from(`From: anna@example.org\r\nSubject: x\r\n${text}`));
    }),
    { numRuns: FUZZ_RUNS || 150 },
  ));

const TNEF = tnef(
  tnefAttribute(1, 0x00069003, mapiProperties([0x1009, 0x102, storedRtf('{\\rtf1 {\\b words}\\par more}', true)])),
  tnefFile('a.txt', Buffer.from('words'), mapiProperties([0x3707, 0x1f, unicode('long name.txt')])),
  tnefFile('b.txt', Buffer.from('more')),
);
const MESSAGE = outlookMessage({ '0037': 'Order', '1000': 'Old words' });

test('TNEF changed in any way is read without a fault, and holds no more than its bytes', () =>
  fc.assert(
    fc.property(fc.array(change, { maxLength: 4 }), (changes) => {
      const broken = changes.reduce(changed, TNEF);
      const { files, text, html } = readTnef(broken, { files: 100, depth: 5 });
      assert.ok(files.length <= 100 && text.length + html.length <= broken.length * 9 + 1_000);
      assert.ok(files.every((file) => file.content.length <= broken.length));
    }),
    { numRuns: FUZZ_RUNS || 300 },
  ));

test('files of Outlook changed in any way cost at most themselves', () =>
  fc.assert(
    fc.asyncProperty(fc.constantFrom(TNEF, MESSAGE), fc.array(change, { maxLength: 4 }), async (file, changes) => {
      const broken = changes.reduce(changed, file).toString('base64');
      const head = 'Content-Type: application/octet-stream; name=a.msg\r\nContent-Transfer-Encoding: base64';
      await staysInBounds(Buffer.from(`From: anna@example.org\r\n${head}\r\n\r\n${broken}`));
    }),
    { numRuns: Math.ceil(FUZZ_RUNS / 50) || 4 },
  ));
