import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMMIT_INTERVAL_MS, CommitTimer } from './commit-timer.ts';

test('many touches make one commit after the interval; without a touch nothing wakes up', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let commits = 0;
  const timer = new CommitTimer(async () => void (commits += 1));
  t.mock.timers.tick(COMMIT_INTERVAL_MS * 10);
  assert.equal(commits, 0);
  timer.touch();
  t.mock.timers.tick(COMMIT_INTERVAL_MS - 1);
  timer.touch();
  assert.equal(commits, 0);
  t.mock.timers.tick(1);
  t.mock.timers.tick(COMMIT_INTERVAL_MS * 10);
  assert.equal(commits, 1);
  timer.touch();
  timer.stop();
  t.mock.timers.tick(COMMIT_INTERVAL_MS);
  assert.equal(commits, 1);
});
