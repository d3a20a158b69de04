import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleAgentRow, sampleQueueRow, sampleWallboard } from '../../../tests/wire-samples.ts';
import { agentsInOrder, EMPTY_WALLBOARD, queuesInOrder, reduceWallboard, totalsOf } from './wallboard-state.ts';
import type { WallboardState } from './wallboard-state.ts';

const whole = (change: Parameters<typeof sampleWallboard>[0]): WallboardState =>
  reduceWallboard(EMPTY_WALLBOARD, { type: 'board', update: sampleWallboard({ snapshot: true, ...change }) });

test('a whole one replaces all, a change replaces its row, what is removed goes', () => {
  const first = whole({ queues: [sampleQueueRow({ queueId: 'a' }), sampleQueueRow({ queueId: 'b' })] });
  const update = sampleWallboard({
    queues: [sampleQueueRow({ queueId: 'a', waiting: 3 }), sampleQueueRow({ queueId: 'b', removed: true })],
  });
  const second = reduceWallboard(first, { type: 'board', update });
  assert.deepEqual(
    Object.values(second.queues).map(({ queueId, waiting }) => [queueId, waiting]),
    [['a', 3]],
  );
  const third = reduceWallboard(second, { type: 'board', update: sampleWallboard({ snapshot: true }) });
  assert.deepEqual(third.queues, {});
});

test('the list of what is at risk stays until it comes whole', () => {
  const row = {
    conversationId: 'v1',
    customerId: 'c1',
    customerName: 'Grace',
    queueId: 'q1',
    assigneeId: '',
    clock: { target: 'first-response', dueMs: 5, warnMs: 1, missed: false, leftMs: 0 },
  };
  const first = whole({ atRisk: [row], atRiskWhole: true });
  const same = reduceWallboard(first, { type: 'board', update: sampleWallboard() });
  assert.equal(same.atRisk.length, 1);
  const none = reduceWallboard(same, { type: 'board', update: sampleWallboard({ atRiskWhole: true }) });
  assert.equal(none.atRisk.length, 0);
});

test('figures grow old when the way is lost, and a beat alone makes no old ones new', () => {
  const live = whole({ atMs: 100 });
  assert.equal(reduceWallboard(live, { type: 'beat', atMs: 200 }).atMs, 200);
  const old = reduceWallboard(live, { type: 'lost' });
  assert.equal(old.freshness, 'old');
  assert.deepEqual(reduceWallboard(old, { type: 'beat', atMs: 300 }), old);
  assert.equal(reduceWallboard(EMPTY_WALLBOARD, { type: 'lost' }).freshness, 'connecting');
});

test('who waits longest stands first, who can take it stands first, and totals are sums of the rows', () => {
  const state = whole({
    queues: [
      sampleQueueRow({ queueId: 'z', name: 'Zebra' }),
      sampleQueueRow({ queueId: 'b', name: 'Bees', waiting: 2, longestWaitingSinceMs: 500, missedTargets: 1 }),
      sampleQueueRow({ queueId: 'a', name: 'Ants' }),
      sampleQueueRow({ queueId: 'c', name: 'Cats', waiting: 1, longestWaitingSinceMs: 400, inWork: 7 }),
    ],
    agents: [
      sampleAgentRow({ agentId: '1', name: 'Zoë', presence: 'available' }),
      sampleAgentRow({ agentId: '2', name: 'Ben', presence: 'offline' }),
      sampleAgentRow({ agentId: '3', name: 'Ada', presence: 'busy' }),
    ],
  });
  assert.deepEqual(
    queuesInOrder(state).map(({ name }) => name),
    ['Cats', 'Bees', 'Ants', 'Zebra'],
  );
  assert.deepEqual(
    agentsInOrder(state).map(({ name }) => name),
    ['Zoë', 'Ada', 'Ben'],
  );
  assert.deepEqual(totalsOf(state), {
    waiting: 3,
    longestSinceMs: 400,
    inWork: 7,
    missed: 1,
    available: 1,
    agents: 2,
  });
});
