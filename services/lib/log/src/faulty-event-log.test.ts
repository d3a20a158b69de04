import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAll, valuesOf, outgoing } from './contract/harness.ts';
import { LogUnavailableError, faultyEventLog, openSqliteEventLog } from './index.ts';
import { eventually } from './testing/eventually.ts';
import type { EventLog, LogFaults } from './index.ts';
import type { TestContext } from 'node:test';

const topic = 'test.faults.v1';

async function openFaulty(t: TestContext, faults: LogFaults): Promise<EventLog> {
  const log = faultyEventLog(await openSqliteEventLog({ file: ':memory:' }), faults);
  t.after(() => log.close());
  return log;
}

test('a refused publish writes nothing, one whose answer is lost writes all; both tell the caller to try again', async (t) => {
  const log = await openFaulty(t, {
    publish: ([first]) => (first?.value === 'a:refused' ? { kind: 'refused' } : { kind: 'answer-lost' }),
  });
  await assert.rejects(log.publish(outgoing(topic, 'a:refused')), LogUnavailableError);
  await assert.rejects(log.publish(outgoing(topic, 'a:lost')), LogUnavailableError);
  assert.deepEqual(valuesOf(await readAll(log, { topic, from: { time: 0 } })), ['a:lost']);
});

test('a delayed publish holds back those after it, so that their order stays', async (t) => {
  const gate = Promise.withResolvers<void>();
  const log = await openFaulty(t, {
    publish: ([first]) => (first?.value === 'a:1' ? { kind: 'delayed', until: gate.promise } : undefined),
  });
  const all = Promise.all(['a:1', 'a:2', 'a:3'].map((text) => log.publish(outgoing(topic, text))));
  assert.deepEqual(await readAll(log, { topic, from: { time: 0 } }), []);
  gate.resolve();
  await all;
  assert.deepEqual(valuesOf(await readAll(log, { topic, from: { time: 0 } })), ['a:1', 'a:2', 'a:3']);
});

test('a dropped hint reaches no listener of a broadcast but stays readable', async (t) => {
  const log = await openFaulty(t, { hears: ({ value }) => value !== 'a:1' });
  const heard: string[] = [];
  await log.broadcast({ topic, handle: ({ value }) => heard.push(value) });
  await log.publish(outgoing(topic, 'a:1', 'a:2'));
  await eventually('the kept hint', () => heard.length === 1);
  assert.deepEqual(heard, ['a:2']);
  assert.deepEqual(valuesOf(await readAll(log, { topic, from: { time: 0 } })), ['a:1', 'a:2']);
});
