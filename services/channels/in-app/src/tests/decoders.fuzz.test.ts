import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Request } from 'express';
import fc from 'fast-check';
import { profileSchema } from '@onethread/contracts';
import { keptContext, toldContextSchema } from '../claims/told-context.ts';
import { toldProfile } from '../claims/told-profile.ts';
import { InAppError } from '../in-app-error.ts';
import type { ToldContext } from '../protocol.ts';
import { fromOf } from '../rest/authenticate.ts';
import { parseClientFrame } from '../socket/client-frame.ts';

/** `FUZZ_RUNS=100000` looks longer. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 1_500);
const MAX_KEPT_BYTES = 64 * 1024;

const FRAMES: readonly object[] = [
  {
    type: 'hello',
    protocol: 1,
    client: 'x',
    deviceId: 'd',
    credentials: { token: 't' },
    from: { id: 'a', secret: 'b' },
  },
  { type: 'message', cid: '1', text: 'hello', uploadIds: ['u'], as: 'visitor' },
  { type: 'read', upTo: 'm_1' },
  {
    type: 'context',
    context: { page: { url: 'https://a.example/' }, trail: [{ event: 'e', at: 1, properties: { a: 1 } }] },
  },
  { type: 'token', token: 't' },
];
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'javascript:alert(1)',
    'https://[::1]:99999/',
    '\uD800',
    'a'.repeat(9_000),
  ),
  fc.double(),
  fc.jsonValue(),
);

/** A known frame with one of its values, anywhere, replaced. */
const mutated = fc.tuple(fc.constantFrom(...FRAMES), fc.nat(), hostile).map(([frame, place, value]) => {
  let at = 0;
  const copy = JSON.stringify(frame, (key, known: unknown) => {
    if (key === '') return known;
    at += 1;
    return at - 1 === place % 12 ? value : known;
  });
  return copy;
});
const cutText = fc.tuple(mutated, fc.nat(200)).map(([text, end]) => text.slice(0, end));

test('no frame, however malformed, does more than being none', () => {
  fc.assert(
    fc.property(fc.oneof(mutated, cutText, fc.json(), fc.string({ unit: 'binary' })), (text) => {
      const frame = parseClientFrame(text);
      if (frame?.type !== 'context' || frame.context === null) return;
      const context = keptContext(frame.context, 1_000);
      profileSchema.parse({ context });
      assert.ok(Buffer.byteLength(JSON.stringify(context)) < MAX_KEPT_BYTES);
    }),
    { numRuns },
  );
});

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
);
const contexts = fc.record(
  {
    page: fc.record({ url: text, title: text }, { requiredKeys: ['url'] }),
    device: fc.record({ browser: text, screen: text, language: text, timeZone: text }, { requiredKeys: [] }),
    app: fc.record({ version: text }),
    trail: fc.array(
      fc.record({
        event: text,
        at: fc.double(),
        properties: fc.dictionary(text, fc.oneof(text, fc.double(), fc.boolean())),
      }),
      { maxLength: 30 },
    ),
  },
  { requiredKeys: [] },
);

test('whatever context fits the protocol becomes one that the contract takes, without query or fragment', () => {
  fc.assert(
    fc.property(contexts, (told) => {
      const parsed = toldContextSchema.safeParse(told);
      if (!parsed.success) return;
      const context = keptContext(parsed.data as ToldContext, 1_000_000);
      profileSchema.parse({ context });
      assert.doesNotMatch(context.page?.url ?? '', /[?#]/);
      assert.ok(Buffer.byteLength(JSON.stringify(context)) < MAX_KEPT_BYTES);
    }),
    { numRuns },
  );
});

test('bodies of REST are taken or refused as what they are, and never throw anything else', () => {
  const body = fc.oneof(
    hostile,
    fc.record({ name: hostile, email: hostile, fields: hostile, from: hostile }, { requiredKeys: [] }),
  );
  fc.assert(
    fc.property(body, (value) => {
      for (const decode of [() => toldProfile(value), () => fromOf({ body: value } as Request)]) {
        try {
          decode();
        } catch (error) {
          assert.ok(error instanceof InAppError && error.status === 400, String(error));
        }
      }
    }),
    { numRuns },
  );
});
