import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleItem, sampleReply } from '../../../tests/wire-samples.ts';
import { threadRows } from './thread-rows.ts';

const DAY_US = 24 * 3600 * 1_000_000;
const dayOf = (ms: number) => String(Math.floor(ms / (24 * 3600 * 1000)));
const minutes = (count: number) => count * 60 * 1_000_000;
const kinds = (rows: ReturnType<typeof threadRows>) => rows.map((row) => row.kind);

test('each day begins with its separator', () => {
  const rows = threadRows([sampleItem('a', 1), sampleItem('b', 2), sampleItem('c', DAY_US + 1)], [], {
    readUpToUs: undefined,
    dayOf,
  });
  assert.deepEqual(kinds(rows), ['day', 'item', 'item', 'day', 'item']);
});

test('the unread line stands once, before the first unread message of the customer', () => {
  const reply = sampleItem('r', 20, { content: sampleReply() });
  const rows = threadRows([sampleItem('a', 10), reply, sampleItem('b', 30), sampleItem('c', 40)], [], {
    readUpToUs: 10,
    dayOf,
  });
  assert.deepEqual(kinds(rows), ['day', 'item', 'item', 'unread', 'item', 'item']);
  assert.deepEqual(kinds(threadRows([sampleItem('a', 10)], [], { readUpToUs: 10, dayOf })), ['day', 'item']);
});

test('messages of one writer are grouped, until another, another address or a long pause', () => {
  const items = [
    sampleItem('a', minutes(1)),
    sampleItem('b', minutes(2)),
    sampleItem('c', minutes(3), { identityId: 'i2' }),
    sampleItem('d', minutes(9), { identityId: 'i2' }),
    sampleItem('r', minutes(10), { content: sampleReply() }),
  ];
  const rows = threadRows(items, [], { readUpToUs: undefined, dayOf });
  const first = rows.flatMap((row) => (row.kind === 'item' ? [row.first] : []));
  assert.deepEqual(first, [true, false, true, true, true]);
});
