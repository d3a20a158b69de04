import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readWebhookBody } from '@onethread/meta-graph';
import { readEvents } from './read-events.ts';

const documented = readWebhookBody(readFileSync(new URL('../../fixtures/documented-events.json', import.meta.url)));
const ours = (accountId: string) => accountId === '109876543210987';
const entry = (content: object) => ({ object: 'page', entries: [{ id: '1', time: 1, ...content }] });
const from = { sender: { id: '5' }, recipient: { id: '1' } };

test('every documented kind of event is read, in Meta’s time, whatever entry or list it came in', () => {
  const { events } = readEvents(documented, 'page', ours);
  const kinds = events.map(({ accountId: _account, personId, timestamp: _time, isOurSide: _side, ...content }) => [
    personId,
    ...Object.keys(content),
  ]);
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
    ['555', 'pass_thread_control'],
  ]);
  assert.equal(events[1]?.message?.text, 'Grüße');
});

test('what is not for people is set aside with its reason', () => {
  const { refused } = readEvents(documented, 'page', ours);
  assert.deepEqual(refused, ['person-without-id', 'unknown-event', 'unknown-event']);
  assert.ok(readEvents(documented, 'page', () => false).refused.every((reason) => reason === 'unknown-page'));
  assert.deepEqual(readEvents(documented, 'instagram', ours).refused, ['unknown-object']);
});

test('events that come as changes of a field are read as any other, their seconds as milliseconds', () => {
  const value = { ...from, timestamp: '1700000000', message: { mid: 'm_1', text: 'hello' } };
  const { events } = readEvents(entry({ changes: [{ field: 'messages', value }] }), 'page', () => true);
  assert.deepEqual([events[0]?.message?.text, events[0]?.timestamp], ['hello', 1_700_000_000_000]);
});

test('what the account’s side did belongs to the person that it was done to', () => {
  const reaction = { sender: { id: '1' }, recipient: { id: '5' }, reaction: { mid: 'm', action: 'react', emoji: '❤' } };
  const { events } = readEvents(entry({ messaging: [reaction] }), 'page', () => true);
  assert.deepEqual([events[0]?.personId, events[0]?.isOurSide], ['5', true]);
});

test('no more updates are read of a call than its bound, and what is left is counted', () => {
  const messaging = Array.from({ length: 20 }, (_, n) => ({ ...from, message: { mid: `m_${n}`, text: 'x' } }));
  const { events, refused } = readEvents(entry({ messaging }), 'page', () => true, 10);
  assert.deepEqual([events.length, refused], [10, ['too-many-updates']]);
});
