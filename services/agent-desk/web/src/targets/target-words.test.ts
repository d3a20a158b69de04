import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TargetClock } from '../../../wire/model.ts';
import { duration, isPressing, standingOf, standingsOf } from './target-words.ts';

const MIN = 60_000;
const clock = (change: Partial<TargetClock>): TargetClock => ({
  target: 'first-response',
  dueMs: 30 * MIN,
  warnMs: 20 * MIN,
  missed: false,
  leftMs: 0,
  ...change,
});

test('a clock is on time, at risk, then missed, by the server’s time', () => {
  assert.deepEqual(
    [0, 20 * MIN, 30 * MIN, 95 * MIN].map((now) => standingOf(clock({}), now).name),
    [
      'First answer: 30 min left',
      'First answer at risk: 10 min left',
      'First answer: missed by under 1 min',
      'First answer: missed by 1 h 5 min',
    ],
  );
});

test('a clock that stands still says what is left of it, one that was missed stays missed', () => {
  const still = clock({ dueMs: 0, leftMs: 25 * MIN });
  assert.equal(standingOf(still, 90 * MIN).words, 'paused, 25 min left');
  assert.equal(standingOf({ ...still, missed: true }, 90 * MIN).state, 'missed');
  assert.equal(standingOf(clock({ missed: true }), 0).state, 'missed');
});

test('what presses most stands first; what is resolved presses no more', () => {
  const clocks = [
    clock({ target: 'resolution', dueMs: 500 * MIN, warnMs: 400 * MIN }),
    clock({ target: 'next-response', dueMs: 0, leftMs: MIN }),
    clock({}),
  ];
  const open = { state: 'open', clocks } as const;
  assert.deepEqual(
    standingsOf(open, 25 * MIN).map(({ target, state }) => `${target} ${state}`),
    ['first-response at-risk', 'resolution on-time', 'next-response paused'],
  );
  assert.equal(isPressing(open, 25 * MIN), true);
  assert.equal(isPressing(open, 5 * MIN), false);
  assert.equal(isPressing({ ...open, state: 'resolved' }, 25 * MIN), false);
});

test('spans are told in one or two units', () => {
  assert.deepEqual([-5, 59_999, MIN, 60 * MIN, 125 * MIN, 601 * MIN, 72 * 60 * MIN].map(duration), [
    '0 s',
    '59 s',
    '1 min',
    '1 h',
    '2 h 5 min',
    '10 h',
    '3 d',
  ]);
});
