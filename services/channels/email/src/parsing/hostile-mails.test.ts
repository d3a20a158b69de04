import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOSTILE_MAILS } from '../../fixtures/hostile-mails.ts';
import { parseMail } from './parse-mail.ts';

for (const [what, raw] of Object.entries(HOSTILE_MAILS)) {
  test(`64 KB of ${what} are taken apart`, async () => {
    const mail = await parseMail({ raw, sender: 'anna@example.org', mailboxes: ['support@localhost'] });
    assert.equal(typeof mail.text, 'string');
  });
}
