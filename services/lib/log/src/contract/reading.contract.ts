import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_RECORD_BYTES } from '@onethread/contracts';
import { RecordTooLargeError } from '../errors.ts';
import { eventually } from '../testing/eventually.ts';
import { outgoing, readAll, setUp, valuesOf } from './harness.ts';
import type { LogRecord } from '../event-log.ts';
import type { StartHarness } from './harness.ts';

/** Publishing, reading back, broadcasts. */
export function readingContract(name: string, start: StartHarness): void {
  void test(`${name}: what publish resolved for can be read with all its fields, in the order of its key`, async (t) => {
    const { log, topic } = await setUp(t, start);
    const before = Date.now();
    await log.publish([
      { topic, key: 'a', value: '{"n":1}', headers: { traceparent: '00-1', other: 'ü' } },
      { topic, key: 'a', value: '{"n":"ünï😀"}' },
    ]);
    const [first, second, ...more] = await readAll(log, { topic, from: { time: 0 } });
    assert.ok(first && second && more.length === 0);
    assert.deepEqual(
      [first.topic, first.key, first.value, { ...first.headers }],
      [topic, 'a', '{"n":1}', { traceparent: '00-1', other: 'ü' }],
    );
    assert.deepEqual([second.value, { ...second.headers }], ['{"n":"ünï😀"}', {}]);
    assert.equal(second.offset, first.offset + 1);
    assert.ok(first.timestamp >= before - 1000 && second.timestamp >= first.timestamp);
  });

  void test(`${name}: records of one key keep the order in which publish was called, without waiting for each`, async (t) => {
    const { log, topic } = await setUp(t, start);
    const texts = Array.from({ length: 300 }, (_, n) => `a:${n}`);
    await Promise.all(texts.map((text) => log.publish(outgoing(topic, text))));
    assert.deepEqual(valuesOf(await readAll(log, { topic, from: { time: 0 } })), texts);
  });

  void test(`${name}: one publish may go to several topics; publishing nothing is allowed`, async (t) => {
    const { log, topic, newTopic } = await setUp(t, start);
    const other = await newTopic();
    await log.publish([]);
    await log.publish([...outgoing(topic, 'a:1'), ...outgoing(other, 'a:2'), ...outgoing(topic, 'a:3')]);
    assert.deepEqual(valuesOf(await readAll(log, { topic, from: { time: 0 } })), ['a:1', 'a:3']);
    assert.deepEqual(valuesOf(await readAll(log, { topic: other, from: { time: 0 } })), ['a:2']);
  });

  void test(`${name}: a value above 256 KiB is refused and nothing of its batch is written; one of exactly 256 KiB is taken`, async (t) => {
    const { log, topic } = await setUp(t, start);
    const tooLarge = { topic, key: 'a', value: 'ü'.repeat(MAX_RECORD_BYTES / 2) + '.' };
    await assert.rejects(log.publish([...outgoing(topic, 'a:1'), tooLarge]), RecordTooLargeError);
    assert.deepEqual(await readAll(log, { topic, from: { time: 0 } }), []);
    const largest = 'x'.repeat(MAX_RECORD_BYTES);
    await log.publish([{ topic, key: 'a', value: largest }]);
    assert.deepEqual(valuesOf(await readAll(log, { topic, from: { time: 0 } })), [largest]);
  });

  void test(`${name}: records published before are there after reopening`, async (t) => {
    const { log, topic, reopen } = await setUp(t, start);
    await log.publish(outgoing(topic, 'a:1', 'a:2'));
    const again = await reopen();
    await again.publish(outgoing(topic, 'a:3'));
    const records = await readAll(again, { topic, from: { time: 0 } });
    assert.deepEqual(valuesOf(records), ['a:1', 'a:2', 'a:3']);
    assert.deepEqual(
      records.map(({ offset }) => offset - (records[0]?.offset ?? 0)),
      [0, 1, 2],
    );
  });

  void test(`${name}: read goes from an offset or a time up to the end at its call`, async (t) => {
    const { log, topic } = await setUp(t, start);
    await log.publish(outgoing(topic, ...Array.from({ length: 1200 }, (_, n) => `a:${n}`)));
    const all = await readAll(log, { topic, from: { time: 0 } });
    assert.equal(all.length, 1200);
    const middle = all[700];
    assert.ok(middle);
    const { partition, offset } = middle;
    const rest = await readAll(log, { topic, from: { offset, partition } });
    assert.deepEqual(valuesOf(rest), valuesOf(all.slice(700)));

    let clock = Date.now();
    await eventually('a later millisecond', () => Date.now() > clock + 1);
    clock = Date.now();
    await log.publish(outgoing(topic, 'a:later'));
    assert.deepEqual(valuesOf(await readAll(log, { topic, from: { time: clock } })), ['a:later']);
    assert.deepEqual(await readAll(log, { topic, from: { time: clock + 3_600_000 } }), []);

    const reading = log.read({ topic, from: { offset, partition } })[Symbol.asyncIterator]();
    await reading.next();
    await log.publish(outgoing(topic, 'a:after the call'));
    let last: LogRecord | undefined;
    for (let next = await reading.next(); next.done !== true; next = await reading.next()) last = next.value;
    assert.equal(last?.value, 'a:later');
  });

  void test(`${name}: a broadcast brings every record from its readiness on, none from before, in order, to each listener`, async (t) => {
    const { log, topic } = await setUp(t, start);
    await log.publish(outgoing(topic, 'a:before'));
    const heard: [LogRecord[], LogRecord[]] = [[], []];
    await Promise.all(heard.map((list) => log.broadcast({ topic, handle: (record) => list.push(record) })));
    const texts = Array.from({ length: 700 }, (_, n) => `a:${n}`);
    for (let n = 0; n < texts.length; n += 7) await log.publish(outgoing(topic, ...texts.slice(n, n + 7)));
    await eventually('every record at both', () => heard.every((list) => list.length >= texts.length));
    for (const list of heard) assert.deepEqual(valuesOf(list), texts);
  });

  void test(`${name}: a paused broadcast hears nothing and then what it missed; a stopped one hears nothing more`, async (t) => {
    const { log, topic } = await setUp(t, start);
    const [paused, stopped, other]: [string[], string[], string[]] = [[], [], []];
    const broadcast = await log.broadcast({ topic, handle: ({ value }) => paused.push(value) });
    const ended = await log.broadcast({ topic, handle: ({ value }) => stopped.push(value) });
    await log.broadcast({ topic, handle: ({ value }) => other.push(value) });
    broadcast.pause();
    await ended.stop();
    await log.publish(outgoing(topic, 'a:1', 'a:2'));
    await eventually('the other listener has heard', () => other.length === 2);
    assert.deepEqual([paused, stopped], [[], []]);
    broadcast.resume();
    await log.publish(outgoing(topic, 'a:3'));
    await eventually('what was missed', () => paused.length === 3);
    assert.deepEqual([paused, stopped], [['a:1', 'a:2', 'a:3'], []]);
  });

  void test(`${name}: a broadcast handler that throws disturbs nobody`, async (t) => {
    const { log, topic } = await setUp(t, start);
    const heard: string[] = [];
    await log.broadcast({
      topic,
      handle: ({ value }) => {
        heard.push(value);
        throw new Error('as asked');
      },
    });
    await log.publish(outgoing(topic, 'a:1'));
    await log.publish(outgoing(topic, 'a:2'));
    await eventually('both', () => heard.length === 2);
  });
}
