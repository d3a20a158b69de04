import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Request } from 'express';
import { BudgetShare, ByteBudget } from './byte-budget.ts';
import { readPostmark } from './postmark.ts';
import { readForm } from './read-form.ts';
import { readSendGrid } from './sendgrid.ts';
import type { PostedMail } from './take-posted-mail.ts';
import { WebhookRefusedError } from './webhook-refusal.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 150);
const MOST_MS = 1_000;
/** Of what puts the parts of a mail together again. */
const MOST_AROUND = 4_000;

const FORM = [
  '--b',
  'Content-Disposition: form-data; name="envelope"',
  '',
  '{"to":["support@localhost"],"from":"anna@example.org"}',
  '--b',
  'Content-Disposition: form-data; name="email"; filename="mail.eml"',
  'Content-Type: message/rfc822; charset=utf-16',
  '',
  'From: anna@example.org',
  '',
  'Hello',
  '--b--',
  '',
].join('\r\n');
const TAKEN_APART = [
  ['headers', 'From: anna@example.org\nSubject: =?utf-8?q?Hi?=\n'],
  ['charsets', '{"text":"windows-1252","html":"x-unknown"}'],
  ['text', 'Hello'],
  ['html', '<p>Hello <img src="cid:1"></p>'],
  ['attachment-info', '{"attachment1":{"filename":"a.png","type":"image/png","content-id":"1"}}'],
  ['attachment1', 'png'],
]
  .map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  .join('')
  .concat('--b--\r\n');
const POSTMARK_TAKEN_APART = JSON.stringify({
  FromFull: { Email: 'anna@example.org', Name: 'Anna' },
  Subject: 'Hi',
  Headers: [{ Name: 'Message-ID', Value: '<1@example.org>' }],
  TextBody: 'Hello',
  Attachments: [{ Name: 'a.txt', Content: 'SGk=', ContentType: 'text/plain; charset=utf-8', ContentID: '' }],
});
const TYPES = [
  'multipart/form-data; boundary=b',
  'multipart/form-data; boundary="b',
  'multipart/form-data',
  'application/x-www-form-urlencoded; charset=utf-7',
  'application/json',
  '',
];

/** A call cut into pieces, as a socket gives them. */
function request(pieces: readonly Uint8Array[], type: string): Request {
  const headers = type === '' ? {} : { 'content-type': type };
  return Object.assign(
    Readable.from(
      pieces.map((piece) => Buffer.from(piece)),
      { objectMode: false },
    ),
    {
      headers,
    },
  ) as unknown as Request;
}

/** The fixture with bytes taken out, put in, doubled. */
function mutated(text: string): fc.Arbitrary<Buffer> {
  const change = fc.record({
    at: fc.nat(text.length),
    drop: fc.nat(40),
    add: fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('\r\n', '--b', '--b--', '"', '\0', '%', '&', '=', '{')),
  });
  return fc.array(change, { maxLength: 8 }).map((changes) => {
    let now = text;
    for (const { at, drop, add } of changes) now = now.slice(0, at) + add + now.slice(at + drop);
    return Buffer.from(now, 'latin1');
  });
}

const reads: readonly [string, string, (request: Request, share: BudgetShare) => Promise<PostedMail | undefined>][] = [
  ['SendGrid', FORM, readSendGrid],
  ['SendGrid’s parts', TAKEN_APART, readSendGrid],
  ['Postmark’s parts', POSTMARK_TAKEN_APART, readPostmark],
  ['Postmark', '{"RawEmail":"RnJvbTogYUBiLm9yZw0KDQpIaQ==","OriginalRecipient":"a@b.org"}', readPostmark],
  [
    'a form',
    'timestamp=1&token=%C3%A9&body-mime=From%3A+a%40b.org%0D%0A',
    async (given, share) => {
      await readForm(given, (field) => ['token', 'body-mime'].includes(field), share);
      return undefined;
    },
  ],
];

for (const [name, fixture, read] of reads) {
  test(`${name}: whatever is posted is a mail or refused, soon and within its bytes`, async () => {
    const body = fc.oneof(
      mutated(fixture),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(...TYPES), fc.integer({ min: 1, max: 64 }), async (bytes, type, step) => {
        const pieces = Array.from({ length: Math.ceil(bytes.length / step) }, (_, at) =>
          bytes.subarray(at * step, (at + 1) * step),
        );
        const began = performance.now();
        using share = new BudgetShare(new ByteBudget(1_000_000));
        try {
          const mail = await read(request(pieces, type), share);
          if (mail !== undefined) assert.ok(mail.raw.length <= bytes.length * 2 + MOST_AROUND);
        } catch (error) {
          if (!(error instanceof WebhookRefusedError)) throw error;
        }
        assert.ok(share.bytes <= bytes.length * 3 + MOST_AROUND);
        return performance.now() - began < MOST_MS * 30;
      }),
      { numRuns: RUNS },
    );
  });
}

test('more than all calls may hold together is asked to come again, and there is room when one ends', async () => {
  const budget = new ByteBudget(100);
  {
    using first = new BudgetShare(budget);
    first.take(80);
    using second = new BudgetShare(budget);
    const late = readPostmark(request([Buffer.alloc(30)], 'application/json'), second);
    await assert.rejects(late, { code: 'intake-unavailable', retryable: true });
  }
  using third = new BudgetShare(budget);
  third.take(100);
});

test('a form that ends within a file, wanted or not, is refused, and nothing fails behind its back', async () => {
  for (const name of ['email', 'attachment1']) {
    const body = `--b\r\nContent-Disposition: form-data; name="${name}"; filename="a"\r\n\r\n${'x'.repeat(200)}`;
    using share = new BudgetShare(new ByteBudget(1_000));
    const pieces = Array.from({ length: 10 }, (_, at) => Buffer.from(body).subarray(at * 30, (at + 1) * 30));
    await assert.rejects(readSendGrid(request(pieces, 'multipart/form-data; boundary=b'), share), {
      code: 'malformed',
    });
  }
});
