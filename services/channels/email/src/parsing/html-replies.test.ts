import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HTML_REPLIES } from '../../fixtures/html-replies.ts';
import { parseMail } from './parse-mail.ts';

const parse = (html: string) =>
  parseMail({
    raw: Buffer.from(
      `From: anna@example.org\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body>${html}</body></html>`,
    ),
    sender: 'anna@example.org',
    mailboxes: [],
  });

for (const { program, html } of HTML_REPLIES) {
  test(`of an answer of ${program} the new words are shown, and all of it is kept`, async () => {
    const mail = await parse(html);
    assert.match(mail.text, /^New words/);
    assert.doesNotMatch(mail.text, /old words|Mia|wrote/);
    assert.match(mail.fullText ?? '', /old words/);
    assert.match(mail.html ?? '', /old words/);
  });

  test(`nothing that was written is lost when the answer stands below, in ${program}`, async () => {
    const alone = await parse(html.replace('New words', ''));
    assert.match(alone.text, /old words/);
  });
}
