import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MalformedWebhookError, readBody } from './read-events.ts';

const documented = readFileSync(new URL('../../fixtures/documented-events.json', import.meta.url));
const ours = (pageId: string) => pageId === '109876543210987';

test('every documented kind of event is read, in Meta’s time, whatever entry or list it came in', () => {
  const { events } = readBody(documented, ours);
  const kinds = events.map(({ pageId: _page, psid, timestamp: _time, ...content }) => [psid, ...Object.keys(content)]);
  assert.deepEqual(kinds, [
    ['556', 'message'],
    ['555', 'message'],
    ['555', 'message'],
    ['555', 'message'],
    ['555', 'postback'],
    ['555', 'referral'],
    ['555', 'optin'],
    ['555', 'delivery'],
    ['555', 'read'],
    ['555', 'reaction'],
    ['555', 'message_edit'],
    ['555', 'message'],
  ]);
  assert.equal(events[1]?.message?.text, 'Grüße');
});

test('what is not for people is set aside with its reason', () => {
  const { refused } = readBody(documented, ours);
  assert.deepEqual(refused, ['person-without-id', 'unknown-event', 'unknown-event', 'unknown-event']);
  assert.ok(readBody(documented, () => false).refused.every((reason) => reason === 'unknown-page'));
});

test('a body that is no webhook call is refused as malformed', () => {
  for (const body of ['', '{', '[]', 'null', '{"object":"page"}', '{"object":1,"entry":[]}']) {
    assert.throws(() => readBody(Buffer.from(body), ours), MalformedWebhookError, body);
  }
});
