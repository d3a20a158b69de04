import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { faultsOfValue } from './topic-values.ts';
import { channelOfTopic, CONVERSATION_EVENTS, INBOUND_MESSAGES, OUTBOUND_STATUS, outboundTopic } from './topics.ts';

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, '../fixtures/v1', name), 'utf8');

test('a value that the topic takes has no fault', () => {
  assert.equal(faultsOfValue(INBOUND_MESSAGES.name, fixture('inbound-message.json')), undefined);
  assert.equal(faultsOfValue(OUTBOUND_STATUS.name, fixture('outbound-status-parked.json')), undefined);
  assert.equal(faultsOfValue(outboundTopic('pigeon').name, fixture('outbound-drop-parked.json')), undefined);
  assert.equal(faultsOfValue(CONVERSATION_EVENTS.name, '{}'), undefined, 'no schema, no fault');
});

test('faults name fields and rules, never what stands there', () => {
  const message = { ...(JSON.parse(fixture('inbound-message.json')) as object), parts: [{ kind: 'text', text: 7 }] };
  const faults = faultsOfValue(INBOUND_MESSAGES.name, JSON.stringify({ ...message, type: 'message' }));
  assert.match(faults ?? '', /^parts\.0/u);
  const secret = faultsOfValue(INBOUND_MESSAGES.name, 'a secret word');
  assert.equal(secret, 'not JSON');
  const other = faultsOfValue(INBOUND_MESSAGES.name, JSON.stringify({ type: 'a secret word' }));
  assert.ok(other !== undefined && !other.includes('secret'));
});

test('the channel of a topic is told by its name', () => {
  assert.equal(channelOfTopic(outboundTopic('in-app').name), 'in-app');
  assert.equal(channelOfTopic(OUTBOUND_STATUS.name), undefined);
  assert.equal(channelOfTopic(INBOUND_MESSAGES.name), undefined);
});
