import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LogUnavailableError } from '../errors.ts';
import { eventually } from '../testing/eventually.ts';
import { lagOf, outgoing, setUp } from './harness.ts';
import type { StartHarness } from './harness.ts';

/** Pausing, stopping, closing. */
export function runningContract(name: string, start: StartHarness): void {
  void test(`${name}: pause hands out nothing more but lets what is in work finish; publishing goes on; resume hands out again`, async (t) => {
    const { log, topic } = await setUp(t, start);
    const begun: string[] = [];
    const done: string[] = [];
    const gate = Promise.withResolvers<void>();
    const subscription = await log.subscribe({
      topic,
      group: 'g',
      handle: async ({ value }) => {
        begun.push(value);
        if (value === 'a:1') await gate.promise;
        done.push(value);
      },
    });
    await log.publish(outgoing(topic, 'a:1'));
    await eventually('the first in work', () => begun.length === 1);
    subscription.pause();
    await log.publish(outgoing(topic, 'a:2', 'b:1'));
    gate.resolve();
    await eventually('the first is done and committed', async () => (await lagOf(log, topic, 'g')) === 2);
    assert.deepEqual([begun, done], [['a:1'], ['a:1']]);
    subscription.resume();
    await eventually('all', () => done.length === 3);
  });

  void test(`${name}: stop finishes and commits what is in work, and hands out nothing after`, async (t) => {
    const { log, topic, reopen } = await setUp(t, start);
    const gate = Promise.withResolvers<void>();
    const [begun, again]: [string[], string[]] = [[], []];
    const subscription = await log.subscribe({
      topic,
      group: 'g',
      handle: async ({ value }) => {
        begun.push(value);
        await gate.promise;
      },
    });
    await log.publish(outgoing(topic, 'a:1', 'a:2'));
    await eventually('one in work', () => begun.length === 1);
    const stopped = subscription.stop();
    gate.resolve();
    await stopped;
    assert.deepEqual(begun, ['a:1']);
    const reopened = await reopen();
    await reopened.subscribe({ topic, group: 'g', handle: async ({ value }) => void again.push(value) });
    await eventually('the one that waited', () => again.length > 0);
    assert.deepEqual(again, ['a:2']);
  });

  void test(`${name}: close drains every subscription, keeps what was published, and refuses what comes after`, async (t) => {
    const { log, topic, reopen } = await setUp(t, start);
    const gate = Promise.withResolvers<void>();
    const done: string[] = [];
    const begun: string[] = [];
    await log.subscribe({
      topic,
      group: 'g',
      handle: async ({ value }) => {
        begun.push(value);
        await gate.promise;
        done.push(value);
      },
    });
    await log.publish(outgoing(topic, 'a:1'));
    await eventually('in work', () => begun.length === 1);
    const accepted = log.publish(outgoing(topic, 'b:1'));
    const closed = log.close();
    await assert.rejects(log.publish(outgoing(topic, 'c:1')), LogUnavailableError);
    await assert.rejects(log.subscribe({ topic, group: 'late', handle: async () => {} }), LogUnavailableError);
    await assert.rejects(log.broadcast({ topic, handle: () => {} }), LogUnavailableError);
    await accepted;
    gate.resolve();
    await closed;
    await log.close();
    assert.ok(done.includes('a:1'));

    const reopened = await reopen();
    const again: string[] = [];
    await reopened.subscribe({ topic, group: 'g', handle: async ({ value }) => void again.push(value) });
    await reopened.publish(outgoing(topic, 'd:1'));
    // Of several keys, and so of several partitions: in no order.
    const isLeft = () => again.includes('b:1') || done.includes('b:1');
    await eventually('what is left', () => again.includes('d:1') && isLeft());
    assert.ok(!again.includes('a:1') && !again.includes('c:1'));
  });

  void test(`${name}: it says what it runs on, without credentials`, async (t) => {
    const { log } = await setUp(t, start);
    assert.ok(log.description.length > 0);
    assert.doesNotMatch(log.description, /:[^/]*@/u);
  });
}
