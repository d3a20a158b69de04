import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { MalformedWebhookError, readWebhookBody } from '@onethread/meta-graph';
import { readEvents } from './read-events.ts';

/** `FUZZ_RUNS=100000` looks longer. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 600);
const fixture = readFileSync(new URL('../../fixtures/documented-events.json', import.meta.url), 'utf8');

const MOST = 1_000;

/** Never anything but a typed refusal; never more than the bound; times only forwards. */
function reads(body: string): void {
  let read;
  try {
    read = readEvents(readWebhookBody(Buffer.from(body)), 'page', () => true, MOST);
  } catch (error) {
    assert.ok(error instanceof MalformedWebhookError);
    return;
  }
  assert.ok(read.events.length + read.refused.length <= MOST + 1);
  for (const { personId, accountId, timestamp = 0 } of read.events) {
    assert.ok(personId.length <= 100 && accountId.length <= 100 && Number.isSafeInteger(timestamp));
  }
}

const id = fc.oneof(fc.string({ maxLength: 20 }), fc.integer(), fc.constant(null), fc.object({ maxDepth: 1 }));
const anything = fc.anything({ maxDepth: 3, withNullPrototype: false });
const attachment = fc.record(
  {
    type: fc.oneof(fc.constantFrom('image', 'reel', 'template', 'fallback', 'location', '__proto__'), fc.string()),
    payload: fc.oneof(
      fc.record({ url: fc.oneof(fc.webUrl(), anything), title: anything, elements: anything }),
      anything,
    ),
    title: anything,
  },
  { requiredKeys: [] },
);
const message = fc.record(
  {
    mid: fc.oneof(fc.string({ minLength: 1 }), anything),
    text: fc.oneof(fc.string({ unit: 'binary' }), anything),
    attachments: fc.oneof(fc.array(attachment, { maxLength: 4 }), anything),
    reply_to: anything,
    referral: anything,
    is_echo: fc.oneof(fc.boolean(), anything),
    is_deleted: fc.boolean(),
    quick_reply: anything,
  },
  { requiredKeys: [] },
);
const event = fc.record(
  {
    sender: fc.oneof(fc.record({ id }), anything),
    recipient: fc.oneof(fc.record({ id }), anything),
    timestamp: fc.oneof(fc.nat(), fc.double(), fc.string(), fc.constant(1e300)),
    message: fc.oneof(message, anything),
    postback: anything,
    referral: anything,
    optin: anything,
    delivery: fc.oneof(fc.record({ watermark: fc.oneof(fc.double(), fc.string()), mids: anything }), anything),
    read: anything,
    reaction: anything,
    message_edit: anything,
    pass_thread_control: anything,
  },
  { requiredKeys: [] },
);
const events = fc.oneof(fc.array(fc.oneof(event, anything), { maxLength: 6 }), anything);
const entry = fc.record({ id, messaging: events, standby: events, changes: events }, { requiredKeys: [] });
const call = fc.record({ object: fc.constant('page'), entry: fc.array(fc.oneof(entry, anything), { maxLength: 4 }) });

test('calls of any form that the grammar can make are read or refused, never more', () => {
  fc.assert(
    fc.property(call, (body) => {
      const text = JSON.stringify(body, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
      reads(text);
      // As Meta escapes: the same call, other bytes.
      reads(
        text.replaceAll(
          /[\u0080-\uffff]/g,
          (unit) => String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, '0'),
        ),
      );
    }),
    { numRuns },
  );
});

test('what was documented, cut, doubled and bent at any place, is read or refused', () => {
  const place = fc.nat({ max: fixture.length });
  fc.assert(
    fc.property(place, place, fc.string({ unit: 'binary', maxLength: 8 }), (from, to, put) => {
      reads(fixture.slice(0, from) + put + fixture.slice(to));
    }),
    { numRuns },
  );
});

test('deep JSON and a full call of tiny entries end at once', () => {
  const depth = 250_000;
  reads(`{"object":"page","entry":[{"id":"1","messaging":[{"message":${'['.repeat(depth)}${']'.repeat(depth)}}]}]}`);
  reads(`{"object":"page","entry":[${'{},'.repeat(340_000)}{}]}`);
  reads(`{"object":"page","entry":[{"id":"1","messaging":[${'{},'.repeat(340_000)}{}]}]}`);
});

test('a thousand entries of mixed kinds are read whole', () => {
  const { entry: entries } = JSON.parse(fixture) as { entry: { messaging?: unknown[] }[] };
  const updates = entries.flatMap(({ messaging }) => messaging ?? []);
  const many = Array.from({ length: MOST }, (_, n) => ({
    id: '109876543210987',
    messaging: [updates[n % updates.length]],
  }));
  const body = readWebhookBody(Buffer.from(JSON.stringify({ object: 'page', entry: many })));
  const { events: read, refused } = readEvents(body, 'page', () => true);
  assert.equal(read.length + refused.length, MOST);
});
