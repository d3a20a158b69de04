import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rawOf } from '../testing/bounces/bounce-sample.ts';
import { IN_OTHER_LANGUAGES } from '../testing/bounces/in-other-languages.ts';
import { IN_WORDS } from '../testing/bounces/in-words.ts';
import { REPORTED } from '../testing/bounces/reported.ts';
import { readBounce, readComplaint, type PossibleBounce } from './bounce.ts';
import { parseMail } from './parse-mail.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 150);
/** Far above what an input needs, so that a busy machine does not fail it, and far below what a runaway would take. */
const ENOUGH_MS = 1_000;
const SAMPLES = [...REPORTED, ...IN_WORDS, ...IN_OTHER_LANGUAGES].map(rawOf);
/** What reports are made of, to be put where it does not belong. */
const PIECES = [
  'Final-Recipient: rfc822; a@b.org\r\n',
  'Action: failed\r\n',
  'Status: 5.1.1\r\n',
  'Diagnostic-Code: smtp; 550 ',
  'Message-ID: <r_7.1.0@localhost>\r\n',
  '\r\n\r\n',
  '--=_b\r\n',
  '\\x{110000}\\x{D800}',
  '5.999.999',
  'user '.repeat(2_000),
  'mailbox not be delivered '.repeat(1_000),
  '\r\n '.repeat(5_000),
  '> '.repeat(5_000),
  '@'.repeat(20_000),
  ' '.repeat(30_000),
  'the message was '.repeat(2_000),
  'Final-Recipient: '.repeat(2_000),
  'To: a@b.org\r\n'.repeat(2_000),
];

/** A sample with pieces cut out, doubled, swapped or put in. */
const mutated = fc
  .record({
    sample: fc.nat(SAMPLES.length - 1),
    changes: fc.array(
      fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(400), piece: fc.nat(PIECES.length) }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ sample, changes }) => {
    let raw = SAMPLES[sample] ?? Buffer.alloc(0);
    for (const { at, cut, piece } of changes) {
      const place = Math.floor(at * raw.length);
      const inserted = Buffer.from(PIECES[piece] ?? '');
      raw = Buffer.concat([raw.subarray(0, place), inserted, raw.subarray(place + cut)]);
    }
    return raw;
  });

const header = (name: string) => (name === 'content-type' ? 'multipart/report' : '');

function bounded(bounce: ReturnType<typeof readBounce>): void {
  if (bounce === undefined) return;
  assert.match(bounce.status, /^[245]\.\d{1,3}\.\d{1,3}$/);
  assert.ok(bounce.diagnostic.length <= 900 && (bounce.action === 'other' || bounce.diagnostic !== ''));
  assert.ok(bounce.messageIds.length <= 20 && bounce.recipients.length <= 50 && bounce.others.length <= 50);
}

/** Time of the processor, not of the clock: whatever else the machine does plays no part. */
function withinTime<T>(act: () => T): T {
  const before = process.cpuUsage();
  const result = act();
  const { user, system } = process.cpuUsage(before);
  const tookMs = (user + system) / 1_000;
  assert.ok(tookMs < ENOUGH_MS, `it took ${tookMs} ms`);
  return result;
}

test('mutated bounces are read or not, and never break the reader', async () => {
  await fc.assert(
    fc.asyncProperty(mutated, async (raw) => {
      bounded((await parseMail({ raw, sender: '', mailboxes: ['support@localhost'] })).bounce);
    }),
    { numRuns: RUNS },
  );
});

test('hostile texts are read in bounded time, whatever they repeat', () => {
  const words = fc.constantFrom(...PIECES, 'not ', '550 5.1.1 ', 'address ', '<', '>>> ', '\n', 'a@', '.', 'é', ': ');
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 40 }), fc.nat(400), (pieces, times) => {
      const text = pieces
        .join('')
        .repeat(times + 1)
        .slice(0, 256 * 1024);
      const content = Buffer.from(text);
      const parts = ['message/delivery-status', 'text/rfc822-headers', 'message/feedback-report'].map(
        (contentType) => ({
          contentType,
          content,
        }),
      );
      const mail: PossibleBounce = {
        header,
        sender: '',
        from: 'mailer-daemon@example.org',
        fromName: '',
        subject: text.slice(0, 1_000),
        parts,
        text,
        answers: [],
        raw: content,
      };
      withinTime(() => bounded(readBounce(mail)));
      withinTime(() => bounded(readBounce({ ...mail, parts: [] })));
      withinTime(() => readComplaint(mail));
    }),
    { numRuns: Math.ceil(RUNS / 3) },
  );
});
