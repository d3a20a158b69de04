import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleItem, sampleReply, sampleUpdate } from '../../../tests/wire-samples.ts';
import { deliveryOf, remediesOf } from './delivery.ts';
import { mergeItems } from './merge-items.ts';
import { addOlderPage, applyThreadUpdate } from './thread-state.ts';

const ids = (items: readonly { itemId: string }[]) => items.map((item) => item.itemId);

const mark = (readUpToUs: number) => ({ identityId: 'i1', deliveredUpToUs: 5, readUpToUs, wroteAtMs: 0 });
const marks = (deliveredUpToUs: number, readUpToUs: number) => ({
  i1: { identityId: 'i1', deliveredUpToUs, readUpToUs, wroteAtMs: 0 },
});

test('items come into the order of the thread however they arrive', () => {
  const merged = mergeItems([sampleItem('b', 2)], [sampleItem('d', 4), sampleItem('a', 1), sampleItem('c', 3)]);
  assert.deepEqual(ids(merged), ['a', 'b', 'c', 'd']);
});

test('items of the same instant are ordered by id', () => {
  assert.deepEqual(ids(mergeItems([], [sampleItem('y', 1), sampleItem('x', 1)])), ['x', 'y']);
});

test('a newer rev replaces an item in its place, an older or equal one changes nothing', () => {
  const known = [sampleItem('a', 1, { rev: 2 }), sampleItem('b', 2)];
  assert.equal(mergeItems(known, [sampleItem('a', 1, { rev: 1 }), sampleItem('b', 2, { rev: 1 })]), known);
  const merged = mergeItems(known, [sampleItem('a', 1, { rev: 3, channel: 'new' })]);
  assert.deepEqual(ids(merged), ['a', 'b']);
  assert.equal(merged[0]?.channel, 'new');
});

test('the same item twice in one update is there once, in its newest rev', () => {
  const merged = mergeItems([], [sampleItem('a', 1, { rev: 2 }), sampleItem('a', 1, { rev: 1 })]);
  assert.deepEqual(
    merged.map((item) => item.rev),
    [2],
  );
});

test('a snapshot replaces what was shown, an update adds to it', () => {
  const first = applyThreadUpdate(
    undefined,
    sampleUpdate({ snapshot: true, items: [sampleItem('a', 1)], olderPageToken: 'p' }),
  );
  const second = applyThreadUpdate(first, sampleUpdate({ items: [sampleItem('b', 2)], cursor: 'k2' }));
  assert.deepEqual(ids(second.items), ['a', 'b']);
  assert.equal(second.cursor, 'k2');
  assert.equal(second.olderPageToken, 'p');
  const third = applyThreadUpdate(second, sampleUpdate({ snapshot: true, items: [sampleItem('c', 3)] }));
  assert.deepEqual(ids(third.items), ['c']);
});

test('an update without a cursor keeps the cursor that was there', () => {
  const first = applyThreadUpdate(undefined, sampleUpdate({ snapshot: true, cursor: 'k7' }));
  assert.equal(applyThreadUpdate(first, sampleUpdate({ cursor: '' })).cursor, 'k7');
});

test('an older page asked for before a snapshot is ignored', () => {
  const first = applyThreadUpdate(undefined, sampleUpdate({ snapshot: true, items: [sampleItem('b', 2)] }));
  const page = { items: [sampleItem('a', 1)], watermarks: [], identities: [], newerPageToken: '', olderPageToken: 'q' };
  assert.deepEqual(ids(addOlderPage(first, first.epoch, page).items), ['a', 'b']);
  const again = applyThreadUpdate(first, sampleUpdate({ snapshot: true }));
  assert.equal(addOlderPage(again, first.epoch, page), again);
});

test('read positions never go back', () => {
  const first = applyThreadUpdate(undefined, sampleUpdate({ watermarks: [mark(9)], agentsReadUpToUs: 7 }));
  const second = applyThreadUpdate(first, sampleUpdate({ watermarks: [mark(3)], agentsReadUpToUs: 2 }));
  assert.equal(second.watermarks['i1']?.readUpToUs, 9);
  assert.equal(second.agentsReadUpToUs, 7);
});

test('a sent reply counts as read where the read position stands at or above it', () => {
  const item = sampleItem('r', 10, { content: sampleReply() });
  assert.equal(deliveryOf(item, sampleReply(), {}), 'sent');
  assert.equal(deliveryOf(item, sampleReply(), marks(10, 0)), 'delivered');
  assert.equal(deliveryOf(item, sampleReply(), marks(0, 10)), 'read');
  assert.equal(deliveryOf(item, sampleReply({ status: 'failed' }), marks(10, 10)), 'failed');
});

test('remedies follow the state of the reply', () => {
  const reason = { code: 'x', text: 'y', permanent: true };
  assert.deepEqual(remediesOf(sampleReply({ held: true, status: 'queued' })), ['send', 'discard']);
  assert.deepEqual(remediesOf(sampleReply({ status: 'unknown' })), ['retry']);
  assert.deepEqual(remediesOf(sampleReply({ status: 'failed' })), ['retry']);
  assert.deepEqual(remediesOf(sampleReply({ status: 'failed', reason })), []);
  assert.deepEqual(remediesOf(sampleReply({ discarded: true, held: true })), []);
});
