import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../testing/eventually.ts';
import { lagOf, outgoing, setUp, unavailable, valuesOf } from './harness.ts';
import type { LogRecord, Subscription } from '../event-log.ts';
import type { StartHarness } from './harness.ts';

/** Groups: order, parallel keys, commits, redelivery. */
export function deliveryContract(name: string, start: StartHarness): void {
  void test(`${name}: a new group starts from the beginning, and each group gets every record`, async (t) => {
    const { log, topic } = await setUp(t, start);
    await log.publish(outgoing(topic, 'a:1', 'a:2'));
    const seen: { one: string[]; two: string[] } = { one: [], two: [] };
    for (const group of ['one', 'two'] as const) {
      await log.subscribe({ topic, group, handle: async ({ value }) => void seen[group].push(value) });
    }
    await log.publish(outgoing(topic, 'a:3'));
    await eventually('three at each', () => seen.one.length >= 3 && seen.two.length >= 3);
    assert.deepEqual(seen, { one: ['a:1', 'a:2', 'a:3'], two: ['a:1', 'a:2', 'a:3'] });
  });

  void test(`${name}: one group on two topics gets every record of both`, async (t) => {
    const { log, topic, newTopic } = await setUp(t, start);
    const other = await newTopic();
    const seen: string[] = [];
    const handle = async ({ value }: LogRecord) => void seen.push(value);
    for (const each of [topic, other]) await log.subscribe({ topic: each, group: 'g', handle });
    const expected = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((key) => [`${key}:1`, `${key}:2`]);
    for (const value of expected) await log.publish(outgoing(value.endsWith(':1') ? topic : other, value));
    await eventually('all of both', () => seen.length >= expected.length);
    assert.deepEqual(seen.toSorted(), expected.toSorted());
    for (const each of [topic, other]) await eventually('no lag', async () => (await lagOf(log, each, 'g')) === 0);
  });

  void test(`${name}: one record of a key at a time, in order, while other keys go on`, async (t) => {
    const { log, topic } = await setUp(t, start);
    const begun: LogRecord[] = [];
    const gate = Promise.withResolvers<void>();
    const subscription = await log.subscribe({
      topic,
      group: 'g',
      handle: async (record) => {
        begun.push(record);
        if (record.value === 'a:1') await gate.promise;
      },
    });
    await log.publish(outgoing(topic, 'a:1', 'a:2', 'b:1', 'a:3', 'b:2'));
    await eventually('the other key is through', () => valuesOf(begun, 'b').length === 2);
    assert.deepEqual(valuesOf(begun, 'a'), ['a:1']);
    assert.equal(subscription.pending, 3);
    gate.resolve();
    await eventually('all', () => begun.length === 5 && subscription.pending === 0);
    assert.deepEqual(
      [valuesOf(begun, 'a'), valuesOf(begun, 'b')],
      [
        ['a:1', 'a:2', 'a:3'],
        ['b:1', 'b:2'],
      ],
    );
  });

  void test(`${name}: what was done is committed and not delivered again; what was not done is, after stop and reopening`, async (t) => {
    const { log, topic, reopen } = await setUp(t, start);
    await log.publish(outgoing(topic, 'a:1', 'a:2', 'a:3'));
    const first: string[] = [];
    const subscription = await log.subscribe({
      topic,
      group: 'g',
      handle: async ({ value }) => {
        first.push(value);
        if (value === 'a:2') throw unavailable();
      },
    });
    await eventually('the failing record', () => first.includes('a:2'));
    await subscription.stop();
    assert.equal(first.includes('a:3'), false);

    const again = await reopen();
    const second: string[] = [];
    await again.subscribe({ topic, group: 'g', handle: async ({ value }) => void second.push(value) });
    await eventually('the rest', () => second.length >= 2);
    assert.deepEqual(second, ['a:2', 'a:3']);
  });

  void test(`${name}: the watermark never passes an unfinished record, whatever was finished beyond it`, async (t) => {
    const { log, topic, reopen } = await setUp(t, start);
    // One key for the stuck record and many others; each partition holds its own order.
    await log.publish(outgoing(topic, 'x:0', 'stuck:1', ...Array.from({ length: 50 }, (_, n) => `stuck:after-${n}`)));
    const done = new Set<string>();
    await log.subscribe({
      topic,
      group: 'g',
      handle: async ({ value }) => {
        if (value === 'stuck:1') throw unavailable();
        done.add(value);
      },
    });
    await log.publish(outgoing(topic, ...Array.from({ length: 100 }, (_, n) => `other-${n}:1`)));
    await eventually('all other keys', () => done.size === 101);
    const again = await reopen();
    const redelivered = new Set<string>();
    await again.subscribe({ topic, group: 'g', handle: async ({ value }) => void redelivered.add(value) });
    await eventually('the stuck record and what follows it', () => redelivered.has('stuck:after-49'));
    assert.ok(redelivered.has('stuck:1'));
    assert.ok(Array.from({ length: 50 }, (_, n) => `stuck:after-${n}`).every((value) => redelivered.has(value)));
  });

  void test(`${name}: progress is committed while the subscription runs, and lag tells it in records and seconds`, async (t) => {
    const { log, topic } = await setUp(t, start);
    const gate = Promise.withResolvers<void>();
    await log.publish(outgoing(topic, 'a:1', 'a:2', 'a:3'));
    await log.subscribe({
      topic,
      group: 'g',
      handle: async ({ value }) => {
        if (value === 'a:2') await gate.promise;
      },
    });
    await eventually('one committed', async () => (await lagOf(log, topic, 'g')) === 2);
    await eventually('the oldest record grows old', async () => {
      const row = (await log.lag()).find((each) => each.topic === topic);
      return row !== undefined && row.seconds > 0;
    });
    gate.resolve();
    await eventually('all committed', async () => (await lagOf(log, topic, 'g')) === 0);
    assert.equal((await log.lag()).find((each) => each.topic === topic)?.seconds, 0);
  });

  void test(`${name}: memory stays bounded behind a handler that waits, and every record comes once it goes on`, async (t) => {
    const { log, topic } = await setUp(t, start);
    const gate = Promise.withResolvers<void>();
    const seen = new Set<string>();
    let most = 0;
    const texts = Array.from({ length: 3000 }, (_, n) => `key-${n % 700}:${n}`);
    for (let n = 0; n < texts.length; n += 100) await log.publish(outgoing(topic, ...texts.slice(n, n + 100)));
    const subscription: Subscription = await log.subscribe({
      topic,
      group: 'g',
      handle: async ({ value }) => {
        most = Math.max(most, subscription.pending);
        await gate.promise;
        seen.add(value);
      },
    });
    await eventually('something to wait in memory', () => subscription.pending > 0);
    gate.resolve();
    await eventually('all', () => seen.size === texts.length);
    assert.ok(most <= 1000, `${most} in memory`);
  });

  void test(`${name}: a second member of the group stands by and takes over from the committed offset`, async (t) => {
    const { log, topic } = await setUp(t, start);
    const [first, second]: [string[], string[]] = [[], []];
    const worker = await log.subscribe({ topic, group: 'g', handle: async ({ value }) => void first.push(value) });
    const standby = await log.subscribe({ topic, group: 'g', handle: async ({ value }) => void second.push(value) });
    await log.publish(outgoing(topic, 'a:1', 'b:1', 'c:1'));
    await eventually('handled once each', () => first.length + second.length === 3);
    await worker.stop();
    await log.publish(outgoing(topic, 'a:2', 'b:2', 'c:2'));
    await eventually('taken over', () => second.filter((value) => value.endsWith(':2')).length === 3);
    assert.equal(new Set([...first, ...second]).size, 6);
    assert.equal(
      first.some((value) => value.endsWith(':2')),
      false,
    );
    await standby.stop();
  });
}
