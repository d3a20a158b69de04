import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_PARTS, type Part } from '@onethread/contracts';
import { loadProtos } from './load-protos.ts';
import { partFromProto, partsFromProto, partToProto, type ProtoPart } from './index.ts';

const file = { blobId: 'b_1', name: 'a.png', contentType: 'image/png', size: 12 };
const parts: Part[] = [
  { kind: 'text', text: 'hello' },
  { kind: 'text', text: '', html: '<b>x</b>' },
  { kind: 'image', ...file },
  { kind: 'audio', ...file },
  { kind: 'video', ...file },
  { kind: 'file', ...file, size: 0 },
  { kind: 'sticker', ...file },
  { kind: 'location', latitude: -1.5, longitude: 0, title: 'here' },
  { kind: 'card', title: 'Shop' },
  { kind: 'card', title: 'Shop', url: 'https://example.org' },
  { kind: 'choice', title: 'Yes', payload: 'YES' },
  { kind: 'missing-file', name: 'big.zip', reason: 'too large' },
  { kind: 'unsupported', providerKind: 'poll' },
];

/** As it comes out of the wire, with the loader's defaults and oneof names. */
function overTheWire(part: Part): ProtoPart {
  const { requestSerialize, requestDeserialize } = loadProtos().agent.service.Work;
  const command = requestDeserialize(requestSerialize({ note: { parts: [partToProto(part)] } }));
  return command.note?.parts[0] as ProtoPart;
}

test('every kind of part is the same after a way over the wire', () => {
  for (const part of parts) assert.deepEqual(partFromProto(overTheWire(part)), part);
});

test("a newer client's content is unsupported, not an error", () => {
  assert.deepEqual(partFromProto({}), { kind: 'unsupported', providerKind: 'unknown' });
});

test('what the contract does not allow is refused as invalid', () => {
  const good = { kind: 'file', blobId: 'b', name: 'a', contentType: 'text/plain', sizeBytes: 1 };
  const bad: ProtoPart[] = [
    { content: 'text', text: { text: 'x'.repeat(100_001), html: '' } },
    { content: 'file', file: { ...good, kind: 'virus' } },
    { content: 'file', file: { ...good, kind: 'text' } },
    { content: 'file', file: { ...good, blobId: '' } },
    { content: 'file', file: { ...good, sizeBytes: -1 } },
    { content: 'location', location: { latitude: Number.NaN, longitude: 0, title: '' } },
  ];
  for (const part of bad) assert.throws(() => partFromProto(part), { name: 'RpcError', code: 'invalid' });
});

test('a message has 1 to 120 parts', () => {
  const text = { content: 'text', text: { text: 'x', html: '' } } as const;
  assert.throws(() => partsFromProto([]), { code: 'invalid' });
  assert.throws(() => partsFromProto(Array.from({ length: MAX_PARTS + 1 }, () => text)), { code: 'invalid' });
  assert.equal(partsFromProto(Array.from({ length: MAX_PARTS }, () => text)).length, MAX_PARTS);
});
