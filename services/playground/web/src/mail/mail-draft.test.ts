import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ShownMessage } from '../../../wire/model.ts';
import { EMPTY_DRAFT, htmlOf, replySubject, replyTo, textOf } from './mail-draft.ts';

const mail: ShownMessage = {
  provider: 'mail',
  id: 'one@example.org',
  customer: 'a@example.org',
  direction: 'to-customer',
  at: 0,
  subject: 'Your lamp',
  text: 'It is on its way.\nSoon.',
  files: [],
  state: 'delivered',
};

test('an answer says Re: once', () => {
  assert.equal(replyTo(mail).subject, 'Re: Your lamp');
  assert.equal(replySubject('RE: Your lamp'), 'RE: Your lamp');
});

test('an answer quotes the mail below the text, unless it shall not', () => {
  const draft = { ...replyTo(mail), text: 'Thank you!' };
  assert.equal(
    textOf(draft, 'support@localhost', () => '1 Jan'),
    'Thank you!\n\nOn 1 Jan, support@localhost wrote:\n> It is on its way.\n> Soon.\n',
  );
  assert.equal(
    textOf({ ...draft, quotes: false }, 's', () => ''),
    'Thank you!',
  );
  assert.equal(
    textOf({ ...EMPTY_DRAFT, text: 'New' }, 's', () => ''),
    'New',
  );
});

test('a formatted mail has paragraphs and quotes, and nothing typed becomes markup', () => {
  assert.equal(
    htmlOf('Hello <b>&\nyou\n\n> quoted\n> more'),
    '<p>Hello &lt;b&gt;&amp;<br>\nyou</p>\n<blockquote type="cite">quoted<br>\nmore</blockquote>',
  );
});
