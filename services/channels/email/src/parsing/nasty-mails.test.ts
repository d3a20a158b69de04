import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NASTY_MAILS } from '../../fixtures/nasty-mails.ts';
import { parseMail } from './parse-mail.ts';

for (const { what, raw, words, text, subject, from, files, html } of NASTY_MAILS) {
  test(`is shown as it was meant: ${what}`, async () => {
    const mail = await parseMail({ raw, sender: 'anna@example.org', mailboxes: ['support@localhost'] });
    const whole = mail.fullText ?? mail.text;
    if (text !== undefined) assert.equal(whole, text);
    for (const word of words ?? [])
      assert.ok(whole.includes(word), `${JSON.stringify(word)} in ${JSON.stringify(whole)}`);
    if (subject !== undefined) assert.equal(mail.subject, subject);
    if (from !== undefined) assert.deepEqual(mail.from, from);
    if (html !== undefined) assert.match(mail.html ?? '', html);
    if (files !== undefined)
      assert.deepEqual(
        mail.attachments.map(({ name }) => name),
        files,
      );
  });
}
