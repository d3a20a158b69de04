import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deadLetterOrigin } from '../delivery/dead-letter.ts';
import { MAX_POISON_IN_A_ROW } from '../delivery/poison-breaker.ts';
import { PoisonRecordError } from '../errors.ts';
import { eventually } from '../testing/eventually.ts';
import { deadLettersOf, outgoing, setUp, unavailable, valuesOf } from './harness.ts';
import type { PoisonFailure } from '../event-log.ts';
import type { StartHarness } from './harness.ts';

/** Handlers that throw: retry in place, poison, breaker. */
export function failureContract(name: string, start: StartHarness): void {
  void test(`${name}: a retryable error is retried in place, keeps its key's order and holds up no other key`, async (t) => {
    const { log, topic } = await setUp(t, start);
    const done: string[] = [];
    let tries = 0;
    await log.subscribe({
      topic,
      group: 'g',
      handle: async ({ value }) => {
        if (value === 'a:1' && (++tries <= 3 || !done.includes('b:2'))) throw unavailable();
        done.push(value);
      },
    });
    await log.publish(outgoing(topic, 'a:1', 'a:2', 'b:1', 'b:2'));
    await eventually('all', () => done.length === 4);
    assert.deepEqual(done, ['b:1', 'b:2', 'a:1', 'a:2']);
    assert.ok(tries > 3);
    assert.deepEqual(await deadLettersOf(log, topic), []);
  });

  void test(`${name}: a system's fault without a word about retrying is retried, never dead-lettered`, async (t) => {
    const { log, topic } = await setUp(t, start);
    let tries = 0;
    let done = false;
    await log.subscribe({
      topic,
      group: 'g',
      handle: async () => {
        tries += 1;
        const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
        if (tries <= 3) throw new TypeError('fetch failed', { cause: refused });
        done = true;
      },
    });
    await log.publish(outgoing(topic, 'a:1'));
    await eventually('handled', () => done);
    assert.deepEqual(await deadLettersOf(log, topic), []);
  });

  void test(`${name}: poison goes to onPoison first, then to dlq.v1 with its origin, and the key goes on`, async (t) => {
    const { log, topic } = await setUp(t, start);
    const story: string[] = [];
    const failures: PoisonFailure[] = [];
    await log.subscribe({
      topic,
      group: 'g',
      handle: async ({ value }) => {
        if (value === 'a:bad') throw new PoisonRecordError('bad-schema', 'no such field');
        story.push(value);
      },
      onPoison: async ({ value }, failure) => {
        story.push(`poison ${value}, dead letters ${(await deadLettersOf(log, topic)).length}`);
        failures.push(failure);
      },
    });
    await log.publish([
      { topic, key: 'a', value: 'a:bad', headers: { traceparent: '00-1' } },
      ...outgoing(topic, 'a:2'),
    ]);
    await eventually('the key goes on', () => story.includes('a:2'));
    assert.deepEqual(story, ['poison a:bad, dead letters 0', 'a:2']);
    assert.deepEqual(failures, [{ code: 'bad-schema', message: 'no such field', attempts: 1 }]);

    const [letter, ...more] = await deadLettersOf(log, topic);
    assert.ok(letter && more.length === 0);
    assert.deepEqual([letter.key, letter.value, letter.headers['traceparent']], ['a', 'a:bad', '00-1']);
    const origin = deadLetterOrigin(letter);
    assert.ok(origin && origin.firstSeenAt > 0);
    assert.deepEqual([origin.topic, origin.group, origin.code, origin.attempts], [topic, 'g', 'bad-schema', 1]);
    assert.ok(!Object.values(letter.headers).some((value) => value.includes('no such field')));
  });

  void test(`${name}: an unclassified error is tried once more; thrown twice for a record, it is poison`, async (t) => {
    const { log, topic } = await setUp(t, start);
    const done: string[] = [];
    const tries = new Map<string, number>();
    await log.subscribe({
      topic,
      group: 'g',
      handle: async ({ value }) => {
        const tried = (tries.get(value) ?? 0) + 1;
        tries.set(value, tried);
        if (value === 'a:always' || (value === 'a:once' && tried === 1)) throw new RangeError('a fault of ours');
        done.push(value);
      },
    });
    await log.publish(outgoing(topic, 'a:once', 'a:always', 'a:3'));
    await eventually('all', () => done.includes('a:3'));
    assert.deepEqual(done, ['a:once', 'a:3']);
    const letters = await deadLettersOf(log, topic);
    assert.deepEqual(valuesOf(letters), ['a:always']);
    assert.deepEqual(
      letters.map((letter) => [deadLetterOrigin(letter)?.code, deadLetterOrigin(letter)?.attempts]),
      [['unclassified', 2]],
    );
  });

  void test(`${name}: where onPoison throws, the record is retried and dead-lettered only once it succeeded`, async (t) => {
    const { log, topic } = await setUp(t, start);
    const letters: number[] = [];
    let done = false;
    await log.subscribe({
      topic,
      group: 'g',
      handle: async ({ value }) => {
        if (value === 'a:bad') throw new PoisonRecordError('bad-schema', 'bad');
        done = true;
      },
      onPoison: async () => {
        letters.push((await deadLettersOf(log, topic)).length);
        if (letters.length < 3) throw unavailable();
      },
    });
    await log.publish(outgoing(topic, 'a:bad', 'a:2'));
    await eventually('the key goes on', () => done);
    assert.deepEqual(letters, [0, 0, 0]);
    assert.equal((await deadLettersOf(log, topic)).length, 1);
  });

  void test(`${name}: from fifty poison records in a row on none is put aside, until one is handled`, async (t) => {
    const { log, topic } = await setUp(t, start);
    const tried = new Map<string, number>();
    const done: string[] = [];
    let isBroken = true;
    await log.subscribe({
      topic,
      group: 'g',
      handle: async ({ value }) => {
        tried.set(value, (tried.get(value) ?? 0) + 1);
        if (isBroken) throw new PoisonRecordError('bad-deploy', 'our fault');
        done.push(value);
      },
    });
    const texts = Array.from({ length: 80 }, (_, n) => `a:${n}`);
    const fiftieth = `a:${MAX_POISON_IN_A_ROW - 1}`;
    await log.publish(outgoing(topic, ...texts));
    await eventually('the fiftieth tried again', () => (tried.get(fiftieth) ?? 0) > 2);
    isBroken = false;
    await eventually('the rest', () => done.length === texts.length - MAX_POISON_IN_A_ROW + 1);
    assert.equal((await deadLettersOf(log, topic)).length, MAX_POISON_IN_A_ROW - 1);
    assert.deepEqual(done, texts.slice(MAX_POISON_IN_A_ROW - 1));
  });

  void test(`${name}: however much poison one key sends, another key goes on`, async (t) => {
    const { log, topic } = await setUp(t, start);
    const done: string[] = [];
    await log.subscribe({
      topic,
      group: 'g',
      handle: async ({ key, value }) => {
        if (key === 'a') throw new PoisonRecordError('bad', 'never');
        done.push(value);
      },
    });
    await log.publish(outgoing(topic, ...Array.from({ length: MAX_POISON_IN_A_ROW + 10 }, (_, n) => `a:${n}`)));
    await eventually('many put aside', async () => (await deadLettersOf(log, topic)).length >= MAX_POISON_IN_A_ROW - 1);
    await log.publish(outgoing(topic, 'b:1'));
    await eventually('the other key', () => done.length === 1);
    await eventually(
      'all put aside',
      async () => (await deadLettersOf(log, topic)).length === MAX_POISON_IN_A_ROW + 10,
    );
  });
}
