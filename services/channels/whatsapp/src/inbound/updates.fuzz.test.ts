import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ChannelHost } from '@onethread/channel-kit';
import { partSchema, type EntryId } from '@onethread/contracts';
import { GraphClient, MalformedWebhookError, readWebhookBody } from '@onethread/meta-graph';
import { readParts, type PartReader } from './read-parts.ts';
import { readUpdates, type WhatsappUpdate } from './read-updates.ts';

/** `FUZZ_RUNS=100000` looks longer. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 500);
const fixture = readFileSync(new URL('../../fixtures/documented-updates.json', import.meta.url), 'utf8');
const MOST = 1_000;

/** Nothing is fetched: no number is ours, so a file is missing. */
const reader: PartReader = {
  host: { refused: () => undefined } as unknown as ChannelHost,
  graph: new GraphClient({
    url: 'http://127.0.0.1',
    version: 'v25.0',
    appSecretProof: false,
    accessOf: () => undefined,
    now: () => 0,
  }),
  graphUrl: 'http://127.0.0.1',
  accessTokenOf: () => undefined,
  signal: AbortSignal.abort(),
};

/** Never anything but a typed refusal, never more than the bound, and always parts that the contract takes. */
async function reads(body: string): Promise<readonly WhatsappUpdate[]> {
  let read;
  try {
    read = readUpdates(readWebhookBody(Buffer.from(body)), () => true, MOST);
  } catch (error) {
    assert.ok(error instanceof MalformedWebhookError);
    return [];
  }
  assert.ok(read.updates.length + read.refused.length <= MOST + 1);
  for (const update of read.updates) {
    if (update.kind !== 'message') continue;
    const parts = await readParts(reader, update.phoneNumberId, update.message, 'entry' as EntryId);
    assert.ok(parts.length > 0);
    for (const part of parts) partSchema.parse(part);
  }
  return read.updates;
}

const anything = fc.anything({ maxDepth: 3, withNullPrototype: false });
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 600 }), anything);
const id = fc.oneof(fc.string({ minLength: 1, maxLength: 20 }), fc.nat(), anything);
const message = fc.record(
  {
    id: fc.oneof(fc.string({ minLength: 1 }), anything),
    from: id,
    from_user_id: id,
    timestamp: fc.oneof(fc.nat().map(String), anything),
    type: fc.oneof(fc.constantFrom('text', 'image', 'order', 'contacts', 'interactive'), fc.string({ maxLength: 300 })),
    text: fc.oneof(fc.record({ body: text }), anything),
    image: fc.oneof(fc.record({ id, caption: text, mime_type: text }), anything),
    location: fc.oneof(fc.record({ latitude: fc.double(), longitude: fc.double(), name: text }), anything),
    contacts: fc.oneof(fc.array(fc.record({ name: anything, phones: anything }), { maxLength: 90 }), anything),
    interactive: fc.oneof(fc.record({ list_reply: fc.record({ id: text, title: text }) }), anything),
    order: fc.oneof(fc.record({ text, product_items: fc.array(anything, { maxLength: 90 }) }), anything),
    referral: fc.oneof(fc.record({ source_url: text, headline: text }), anything),
    context: anything,
    errors: anything,
  },
  { requiredKeys: [] },
);
const list = fc.oneof(fc.array(fc.oneof(message, anything), { maxLength: 4 }), anything);
const value = fc.record(
  {
    metadata: fc.oneof(fc.constant({ phone_number_id: '1' }), anything),
    contacts: list,
    messages: list,
    statuses: list,
    message_echoes: list,
    errors: list,
  },
  { requiredKeys: [] },
);
const change = fc.record({ field: anything, value: fc.oneof(value, anything) }, { requiredKeys: [] });
const call = fc.record({
  object: fc.constant('whatsapp_business_account'),
  entry: fc.array(fc.oneof(fc.record({ changes: fc.array(change, { maxLength: 3 }) }), anything), { maxLength: 3 }),
});

function frame(inside: string): string {
  return `{"object":"whatsapp_business_account","entry":[${inside}]}`;
}

test('calls of any form that the grammar can make are read or refused, never more', async () => {
  await fc.assert(
    fc.asyncProperty(call, async (body) => {
      await reads(JSON.stringify(body, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part)));
    }),
    { numRuns },
  );
});

test('what was documented, cut, doubled and bent at any place, is read or refused', async () => {
  const place = fc.nat({ max: fixture.length });
  await fc.assert(
    fc.asyncProperty(place, place, fc.string({ unit: 'binary', maxLength: 8 }), async (from, to, put) => {
      await reads(fixture.slice(0, from) + put + fixture.slice(to));
    }),
    { numRuns },
  );
});

test('every documented kind is read', async () => {
  const kinds = (await reads(fixture)).map((update) =>
    update.kind === 'message' ? update.message.type : update.status.status,
  );
  assert.deepEqual(kinds, [
    'text',
    'image',
    'location',
    'interactive',
    'reaction',
    'order',
    'sent',
    'failed',
    'delivered',
  ]);
});

test('deep JSON and a full call of tiny updates end at once', async () => {
  const depth = 250_000;
  const metadata = '"metadata":{"phone_number_id":"1"}';
  await reads(frame(`{"changes":[{"value":{${metadata},"messages":[${'['.repeat(depth)}${']'.repeat(depth)}]}}]}`));
  await reads(frame(`{"changes":[{"value":{${metadata},"messages":[${'{},'.repeat(300_000)}{}]}}]}`));
  await reads(frame(`{"changes":[${'{},'.repeat(300_000)}{}]}`));
  await reads(frame(`${'{},'.repeat(300_000)}{}`));
});
