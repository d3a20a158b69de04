import assert from 'node:assert/strict';
import { test } from 'node:test';
import { item, page } from '../tests/samples.ts';
import { EMPTY_FEED, mergePage } from './feed.ts';
import { timelineOf } from './timeline.ts';

const NOON = new Date(2026, 5, 1, 12).getTime() * 1000;
const MINUTE = 60_000_000;

test('days, groups and the line before the first unread', () => {
  const items = [
    item(NOON, { agentName: 'Anna' }),
    item(NOON + MINUTE, { agentName: 'Anna' }),
    item(NOON + 20 * MINUTE, { agentName: 'Anna' }),
    item(NOON + 24 * 60 * MINUTE, { agentName: 'Bert' }),
  ];
  const rows = timelineOf(mergePage(EMPTY_FEED, page(items)), items[2]?.id);
  assert.deepEqual(
    rows.map((row) => (row.kind === 'message' ? `${row.first ? '[' : ''}m${row.last ? ']' : ''}` : row.kind)),
    ['day', '[m', 'm]', 'unread', '[m]', 'day', '[m]'],
  );
});

test('own messages say how far they have come: the last one, and the last one read', () => {
  const items = [1, 2, 3].map((n) => item(NOON + n, { mine: true }));
  const state = { readUpTo: 0, agentsReadUpTo: NOON + 2, unread: 0 };
  const states = timelineOf(mergePage(EMPTY_FEED, page(items, { state })), undefined).flatMap((row) =>
    row.kind === 'message' ? [row.state] : [],
  );
  assert.deepEqual(states, [undefined, 'read', 'sent']);
});
