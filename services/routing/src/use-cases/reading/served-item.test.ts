import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Entry, EntryId, IdentityId } from '@onethread/contracts';
import { projectItem } from '../../domain/project-item.ts';
import type { Item } from '../../domain/item.ts';
import { serveItem } from './served-item.ts';

const itemId = 'r_1' as EntryId;
const identityId = 'i_1' as IdentityId;
const BORN_AT = 1_000_000;

function entry(at: number, body: object): Entry {
  return {
    streamId: 's',
    n: at,
    entryId: at === BORN_AT ? itemId : `e${at}`,
    customerId: 'c_1',
    at,
    body,
  } as unknown as Entry;
}

const reply = entry(BORN_AT, {
  kind: 'reply',
  identityId,
  conversationId: 'v',
  agentId: 'a',
  agentName: 'A',
  parts: [{ kind: 'text', text: 'hi' }],
  clientMessageId: 'm',
  held: true,
});

const change = fc.oneof(
  fc.record({
    kind: fc.constant('reply-decided'),
    decision: fc.constantFrom('send', 'discard', 'retry'),
    attempt: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    kind: fc.constant('status'),
    status: fc.constantFrom('sending', 'unknown', 'sent', 'failed', 'delivered', 'read'),
    attempt: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ kind: fc.constant('edit'), parts: fc.constantFrom([], [{ kind: 'text', text: 'b' }]) }),
  fc.record({ kind: fc.constant('unsend') }),
  fc.record({ kind: fc.constant('reaction'), emoji: fc.constantFrom('👍', '❤'), active: fc.boolean() }),
  fc.record({ kind: fc.constant('watermark'), level: fc.constantFrom('delivered', 'read') }),
);

function shown(
  item: Item,
  marks: { delivered: number; read: number },
): { readonly rev: number; readonly face: string } {
  const { rev, status } = serveItem(item, undefined, new Map([[identityId, marks]]));
  const { parts, edited, unsent, held, discarded, attempt, reactions } = item;
  return { rev, face: JSON.stringify([parts, edited, unsent, held, discarded, attempt, reactions, status]) };
}

test('rev rises with every change of what is shown and never goes back', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      let item = projectItem(undefined, reply) as Item;
      let marks = { delivered: 0, read: 0 };
      for (const [index, body] of changes.entries()) {
        const before = shown(item, marks);
        const at = BORN_AT + 1000 * (index + 1);
        if ('level' in body) marks = { ...marks, [body.level]: BORN_AT };
        else item = projectItem(item, entry(at, { ...body, itemId })) as Item;
        const after = shown(item, marks);
        assert.ok(after.rev >= before.rev);
        if (after.face !== before.face) assert.ok(after.rev > before.rev, `${before.face} → ${after.face}`);
      }
    }),
  );
});

test('a reply that waits, or whose fate is unknown, is not shown as read because its customer read what stood above it', () => {
  const read = { delivered: BORN_AT, read: BORN_AT };
  const item = { ...(projectItem(undefined, reply) as Item), held: false };
  for (const status of ['queued', 'sending', 'unknown'] as const)
    assert.equal(serveItem({ ...item, status }, undefined, new Map([[identityId, read]])).status, status);
});

test('a failed or withheld reply is not shown as read, however far the other side has read', () => {
  const read = { delivered: BORN_AT, read: BORN_AT };
  const held = projectItem(undefined, reply) as Item;
  const status = (item: Item): string | undefined => serveItem(item, undefined, new Map([[identityId, read]])).status;
  assert.equal(status(held), 'queued');
  assert.equal(status({ ...held, held: false, status: 'failed' }), 'failed');
  assert.equal(status({ ...held, held: false, status: 'sent' }), 'read');
});
