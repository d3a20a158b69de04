import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { lagOf, outgoing, readAll, valuesOf } from '../contract/harness.ts';
import { eventually } from '../testing/eventually.ts';
import { openSqliteEventLog } from './sqlite-event-log.ts';
import type { LogCount } from '../logger.ts';

const DAY_MS = 86_400_000;

test('records older than their topic’s retention go, offsets stay; a group that lagged goes on at the oldest, counted', async (t) => {
  let now = 100 * DAY_MS;
  const counts: [LogCount, string, number][] = [];
  const log = await openSqliteEventLog({
    file: ':memory:',
    clock: () => now,
    topics: [{ name: 'short.v1', retentionDays: 1 }],
    count: (what, { group }, by) => counts.push([what, group, by]),
  });
  t.after(() => log.close());
  const before: string[] = [];
  const first = await log.subscribe({
    topic: 'short.v1',
    group: 'g',
    handle: async ({ value }) => void before.push(value),
  });
  await log.publish(outgoing('short.v1', 'a:0'));
  await eventually('the group has begun', async () => (await lagOf(log, 'short.v1', 'g')) === 0);
  await first.stop();

  await log.publish(outgoing('short.v1', ...Array.from({ length: 2500 }, (_, n) => `a:old-${n}`)));
  await log.publish(outgoing('long.v1', 'a:old'));
  now += 2 * DAY_MS;
  await log.publish(outgoing('short.v1', 'a:new'));
  await log.trim();
  const [left, ...more] = await readAll(log, { topic: 'short.v1', from: { offset: 0 } });
  assert.deepEqual([left?.value, left?.offset, more], ['a:new', 2501, []]);
  assert.deepEqual(valuesOf(await readAll(log, { topic: 'long.v1', from: { time: 0 } })), ['a:old']);
  assert.equal(await lagOf(log, 'short.v1', 'g'), 1);

  const after: string[] = [];
  await log.subscribe({ topic: 'short.v1', group: 'g', handle: async ({ value }) => void after.push(value) });
  await eventually('the new record', () => after.length === 1);
  assert.deepEqual([before, after, counts], [['a:0'], ['a:new'], [['skipped-by-retention', 'g', 2500]]]);
});

test('what a group that works here has not done yet is kept, however old it is', async (t) => {
  let now = 100 * DAY_MS;
  const log = await openSqliteEventLog({ file: ':memory:', clock: () => now });
  t.after(() => log.close());
  await log.publish(outgoing('t.v1', 'a:1', 'a:2', 'a:3'));
  now += 30 * DAY_MS;
  const done: string[] = [];
  const atSecond = Promise.withResolvers<void>();
  const handle = async ({ value }: { value: string }): Promise<void> => {
    if (value === 'a:2') await atSecond.promise;
    done.push(value);
  };
  const subscription = await log.subscribe({ topic: 't.v1', group: 'g', handle });
  await eventually('the first is committed', async () => (await lagOf(log, 't.v1', 'g')) === 2);
  await log.trim();
  assert.deepEqual(valuesOf(await readAll(log, { topic: 't.v1', from: { offset: 0 } })), ['a:2', 'a:3']);
  atSecond.resolve();
  await eventually('all', () => done.length === 3);
  await subscription.stop();
  await log.trim();
  assert.deepEqual(await readAll(log, { topic: 't.v1', from: { offset: 0 } }), []);
});

test('nothing is removed at the start, before the groups have come', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'onethread-log-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'log.sqlite');
  let now = 100 * DAY_MS;
  const first = await openSqliteEventLog({ file, clock: () => now });
  await first.publish(outgoing('t.v1', 'a:1'));
  await first.close();
  now += 30 * DAY_MS;
  const second = await openSqliteEventLog({ file, clock: () => now });
  t.after(() => second.close());
  const done: string[] = [];
  await second.subscribe({ topic: 't.v1', group: 'g', handle: async ({ value }) => void done.push(value) });
  await eventually('what was published before the pause', () => done.length === 1);
});

test('a clock that steps back never makes a later record older than an earlier one', async (t) => {
  let now = 5000;
  const log = await openSqliteEventLog({ file: ':memory:', clock: () => now });
  t.after(() => log.close());
  await log.publish(outgoing('t.v1', 'a:1'));
  now = 1000;
  await log.publish(outgoing('t.v1', 'a:2'));
  const times = (await readAll(log, { topic: 't.v1', from: { time: 5000 } })).map(({ timestamp }) => timestamp);
  assert.deepEqual(times, [5000, 5000]);
});
