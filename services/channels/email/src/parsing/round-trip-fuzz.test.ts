import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanFileName } from '@onethread/contracts';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import MailComposer from 'nodemailer/lib/mail-composer';
import { fileNames } from './file-names.ts';
import { parseMail } from './parse-mail.ts';

const FUZZ_RUNS = Number(process.env['FUZZ_RUNS'] ?? 0);

const line = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.lorem({ maxCount: 30 }),
  fc.constantFrom('', '-- ', '>quoted', ' From here', '--b', '=20', 'From: me'),
);
const text = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => lines.join('\n'));
const attachment = fc.record({
  filename: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  content: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  contentType: fc.constantFrom('application/octet-stream', 'image/png', 'application/pdf'),
});

/** As any program may show it: no blanks at the ends of lines, one way to end one. */
function asShown(written: string): string {
  return written
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    .replace(/[^\S\n]+$/gm, '')
    .trim();
}

test('a mail that a program made properly comes back with its words, names and bytes', () =>
  fc.assert(
    fc.asyncProperty(
      text.filter((words) => words.trim() !== ''),
      fc.string({ unit: 'grapheme', maxLength: 100 }),
      fc.array(attachment, { maxLength: 4 }),
      fc.boolean(),
      async (words, subject, attachments, hasPage) => {
        const page = hasPage ? { html: '<p>the page</p>' } : {};
        const mail = { from: 'anna@example.org', subject, text: words, attachments, ...page };
        const raw = await new MailComposer(mail).compile().build();
        const parsed = await parseMail({ raw, sender: 'anna@example.org', mailboxes: [] });
        assert.equal(asShown(parsed.fullText ?? parsed.text), asShown(words));
        assert.equal(parsed.html, hasPage ? '<p>the page</p>' : undefined);
        const files = attachments.map(({ filename, content, contentType }) => ({
          name: filename,
          content,
          type: contentType,
        }));
        assert.deepEqual(
          parsed.attachments.map(({ name }) => name),
          await fileNames(files),
        );
        assert.deepEqual(
          parsed.attachments.map(({ content }) => Buffer.from(content)),
          attachments.map(({ content }) => content),
        );
        const other = await simpleParser(raw, { skipTextToHtml: true, skipHtmlToText: true });
        assert.equal(
          parsed.subject,
          (other.subject ?? '')
            .replace(/[\s\p{Cc}]+/gu, ' ')
            .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
            .trim(),
        );
      },
    ),
    { numRuns: FUZZ_RUNS || 100 },
  ));

test('a name that is fit stays as it is', async () => {
  const names = ['bill.pdf', 'Grüße 2026.pdf', '文書.docx'];
  assert.deepEqual(await fileNames(names.map((name) => ({ name, type: '', content: Buffer.alloc(0) }))), names);
  assert.deepEqual(names.map(cleanFileName), names);
});
