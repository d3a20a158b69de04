import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WALLBOARD_BEAT_MS } from '../../../wire/assignment.ts';
import { sampleWallboard } from '../../../tests/wire-samples.ts';
import { WallboardConnection } from './wallboard-connection.ts';
import type { BoardEvents } from './wallboard-connection.ts';
import type { WallboardAction } from './wallboard-state.ts';

const board = JSON.stringify(sampleWallboard({ snapshot: true }));

function setUp() {
  const actions: WallboardAction['type'][] = [];
  const opened: BoardEvents[] = [];
  let closed = 0;
  let pending: { readonly ms: number; readonly run: () => void } | undefined;
  const connection = new WallboardConnection({
    open: (events) => {
      opened.push(events);
      return { close: () => (closed += 1) };
    },
    timers: {
      now: () => 0,
      random: () => 1,
      after: (ms, run) => {
        const mine = { ms, run };
        pending = mine;
        return () => {
          if (pending === mine) pending = undefined;
        };
      },
    },
    onAction: ({ type }) => actions.push(type),
  });
  connection.start();
  const fire = () => {
    const due = pending;
    pending = undefined;
    due?.run();
    return due?.ms;
  };
  return { connection, actions, opened, fire, pending: () => pending?.ms, closed: () => closed };
}

test('a broken stream is opened again, after pauses that grow and end with the next figures', () => {
  const { actions, opened, fire } = setUp();
  opened[0]?.board(board);
  opened[0]?.failed();
  assert.deepEqual(actions, ['board', 'lost']);
  assert.equal(fire(), 1000);
  opened[1]?.failed();
  assert.equal(fire(), 2000);
  opened[2]?.board(board);
  opened[2]?.failed();
  assert.equal(fire(), 1000);
  assert.equal(opened.length, 4);
});

test('a silent stream counts as lost; what an old one says later is not heard', () => {
  const { actions, opened, fire, closed } = setUp();
  opened[0]?.board(board);
  opened[0]?.beat('5');
  assert.equal(fire(), 3 * WALLBOARD_BEAT_MS);
  assert.equal(closed(), 1);
  opened[0]?.board(board);
  opened[0]?.failed();
  assert.deepEqual(actions, ['board', 'beat', 'lost']);
});

test('nothing is opened after the end', () => {
  const { connection, opened, pending } = setUp();
  connection.stop();
  opened[0]?.failed();
  assert.deepEqual([opened.length, pending()], [1, undefined]);
});
