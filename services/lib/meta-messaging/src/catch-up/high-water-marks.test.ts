import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openSqliteDocumentStore } from '@onethread/documents';
import { HighWaterMarks, type Claim } from './high-water-marks.ts';
import { PullRight } from './pull-right.ts';

/** Two replicas on one store. */
async function open(t: TestContext) {
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  t.after(() => documents.close());
  return { one: await HighWaterMarks.open(documents), other: await HighWaterMarks.open(documents) };
}

function granted(claim: Claim): PullRight {
  assert.ok(claim instanceof PullRight);
  return claim;
}

test('nothing is pulled of an account that was never heard of', async (t) => {
  const { one } = await open(t);
  assert.equal(await one.claim('page', 1_000, 2_000), 'rests');
});

test('the first word sets the mark, and no later one moves it', async (t) => {
  const { one, other } = await open(t);
  await one.begin('page', 100);
  await one.begin('page', 900);
  await other.begin('page', 900);
  assert.equal(granted(await one.claim('page', 1_000, 2_000)).mark, 100);
});

test('of two replicas that ask at the same moment one may pull', async (t) => {
  const { one, other } = await open(t);
  await one.begin('page', 100);
  const claims = await Promise.all([one.claim('page', 1_000, 2_000), other.claim('page', 1_000, 2_000)]);
  assert.equal(claims.filter((claim) => claim instanceof PullRight).length, 1);
  assert.equal(claims.filter((claim) => claim === 'elsewhere').length, 1);
});

test('a pull whose process died is followed once its right has run out, from where it stopped, to the same mark', async (t) => {
  const { one, other } = await open(t);
  await one.begin('page', 100);
  const died = granted(await one.claim('page', 1_000, 2_000));
  assert.equal(await died.keep(700, 3_000), true);
  assert.equal(await other.claim('page', 2_500, 5_000), 'elsewhere');
  const followed = granted(await other.claim('page', 3_000, 5_000));
  assert.deepEqual([followed.mark, followed.progress], [100, { begunAt: 1_000, doneTo: 700 }]);
  assert.equal(await died.keep(600, 9_000), false, 'who was followed no longer counts');
  await followed.keep(800, 5_000);
  assert.equal(followed.progress.doneTo, 700, 'what was done stays done');
  assert.equal(await followed.finish(6_000), true);
  assert.equal(await one.claim('page', 5_900, 9_000), 'rests');
  const next = granted(await one.claim('page', 6_000, 9_000));
  assert.deepEqual([next.mark, next.progress], [1_000, { begunAt: 6_000, doneTo: 6_000 }]);
});
