import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REPLY_LINE } from './reply-line.ts';
import { visibleReply } from './visible-reply.ts';

test('what stands above our line is the answer, whatever the mail program puts around it', () => {
  const odd = `Yes please\n\n~~~ Mia schrieb am 3.3. ~~~\n${REPLY_LINE}\n\nShall we?\nMia`;
  assert.match(visibleReply(odd), /^Yes please/);
  assert.doesNotMatch(visibleReply(odd), /Shall we/);
  const quoted = `Yes please\n\nOn Tue, 3 Mar 2026, Mia <m@x.org> wrote:\n> ${REPLY_LINE}\n>\n> Shall we?`;
  assert.equal(visibleReply(quoted), 'Yes please');
});

test('who writes below our line is heard as well', () => {
  const below = `On Tue, 3 Mar 2026, Mia <m@x.org> wrote:\n> ${REPLY_LINE}\n>\n> Shall we?\n\nYes please`;
  assert.match(visibleReply(below), /Yes please/);
  assert.match(visibleReply(`${REPLY_LINE}\n\nYes please`), /Yes please/);
});
