import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lagOf, outgoing } from '../contract/harness.ts';
import { eventually } from '../testing/eventually.ts';
import { openSqliteEventLog } from './sqlite-event-log.ts';

test('a handler that outlives its stop commits nothing over the member that took its place', async (t) => {
  const log = await openSqliteEventLog({ file: ':memory:', drainMs: 1 });
  t.after(() => log.close());
  const topic = 't.v1';
  const gate = Promise.withResolvers<void>();
  let late = false;
  const begun: string[] = [];
  const stuck = await log.subscribe({
    topic,
    group: 'g',
    handle: async ({ value }) => {
      begun.push(value);
      await gate.promise;
      late = true;
    },
  });
  await log.publish(outgoing(topic, 'a:1', 'a:2'));
  await eventually('the handler waits', () => begun.length === 1);
  await stuck.stop();
  const taken: string[] = [];
  const next = await log.subscribe({ topic, group: 'g', handle: async ({ value }) => void taken.push(value) });
  await eventually('all handled and committed by the next', async () => (await lagOf(log, topic, 'g')) === 0);
  gate.resolve();
  await eventually('the old handler ends', () => late);
  await next.stop();
  assert.deepEqual(taken, ['a:1', 'a:2']);
  assert.equal(await lagOf(log, topic, 'g'), 0);
});
