import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANNA, rawOf, SENT_ID, type MailSample } from '../testing/bounces/bounce-sample.ts';
import { IN_OTHER_LANGUAGES } from '../testing/bounces/in-other-languages.ts';
import { IN_WORDS } from '../testing/bounces/in-words.ts';
import { NO_BOUNCES } from '../testing/bounces/no-bounces.ts';
import { REPORTED } from '../testing/bounces/reported.ts';
import { parseMail } from './parse-mail.ts';

const read = (sample: MailSample) =>
  parseMail({ raw: rawOf(sample), sender: sample.sender ?? '', mailboxes: ['support@localhost'] });

for (const sample of [...REPORTED, ...IN_WORDS, ...IN_OTHER_LANGUAGES]) {
  test(`a bounce of ${sample.system} names its mail, its person and what is wrong`, async () => {
    const { bounce, automatic } = await read(sample);
    assert.ok(bounce !== undefined, 'no bounce');
    assert.equal(bounce.messageIds[0], SENT_ID);
    assert.ok([bounce, ...bounce.others].some(({ recipients }) => recipients.includes(ANNA)));
    const { action, kind, isPermanent } = bounce;
    const expected = [sample.action ?? 'failed', sample.kind, sample.permanent];
    assert.deepEqual([action, kind, isPermanent], expected, `${bounce.status} ${bounce.diagnostic}`);
    if (sample.status !== undefined) assert.equal(bounce.status, sample.status);
    if (sample.says !== undefined) assert.match(bounce.diagnostic, sample.says);
    assert.notEqual(automatic, undefined);
  });
}

for (const sample of NO_BOUNCES) {
  test(`${sample.system} is no bounce`, async () => {
    const { bounce, complaint } = await read(sample);
    assert.equal(bounce, undefined);
    assert.equal(complaint, undefined);
  });
}

test('the corpus has more than eighty forms', () => {
  const forms = [...REPORTED, ...IN_WORDS, ...IN_OTHER_LANGUAGES].map(({ system }) => system);
  assert.equal(new Set(forms).size, forms.length);
  assert.ok(forms.length >= 80, `${forms.length}`);
});
