import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { deadLettersOf, outgoing, readAll, valuesOf } from './contract/harness.ts';
import { PoisonRecordError, openSqliteEventLog } from './index.ts';
import { eventually } from './testing/eventually.ts';
import type { EventLog, LogRecord, Subscription } from './index.ts';

const topic = 'test.simulation.v1';
const KEYS = 6;

type Step =
  | { readonly kind: 'publish'; readonly keys: readonly number[] }
  | { readonly kind: 'join' | 'stop' | 'pause' | 'resume'; readonly member: number }
  | { readonly kind: 'settle' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      keys: fc.array(fc.nat(KEYS - 1), { minLength: 1, maxLength: 40 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('join', 'stop', 'pause', 'resume'), member: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'settle' as const }) },
);

/** Fails records by what their text and the number of tries say, and checks the order of each key as it goes. */
class Handler {
  readonly finished = new Set<string>();
  readonly broken: string[] = [];
  readonly #tries = new Map<string, number>();
  readonly #faults: readonly number[];

  constructor(faults: readonly number[]) {
    this.#faults = faults;
  }

  async handle({ key, value, offset }: LogRecord): Promise<void> {
    const number = Number(value.slice(value.indexOf(':') + 1));
    if (number > 0 && !this.finished.has(`${key}:${number - 1}`)) this.broken.push(value);
    const tries = (this.#tries.get(value) ?? 0) + 1;
    this.#tries.set(value, tries);
    await new Promise((resolve) => setImmediate(resolve));
    const fault = this.#faults[offset % this.#faults.length] ?? 9;
    if (fault === 0 && tries <= 3) throw Object.assign(new Error('down'), { retryable: true });
    if (fault === 1 && tries === 1) throw new Error('once');
    if (fault === 2) throw new PoisonRecordError('bad', 'bad');
    this.finished.add(value);
  }
}

async function play(steps: readonly Step[], faults: readonly number[]): Promise<void> {
  const log: EventLog = await openSqliteEventLog({
    file: ':memory:',
    backOff: { random: () => 0, wait: async () => {} },
  });
  try {
    const handler = new Handler(faults);
    const members: (Subscription | undefined)[] = [];
    const counts = Array.from({ length: KEYS }, () => 0);
    const join = (): Promise<Subscription> =>
      log.subscribe({
        topic,
        group: 'g',
        handle: (record) => handler.handle(record),
        onPoison: async ({ value }) => void handler.finished.add(value),
      });
    for (const each of steps) {
      if (each.kind === 'settle') await new Promise((resolve) => setImmediate(resolve));
      else if (each.kind === 'publish') {
        const texts = each.keys.map((key) => `key-${key}:${(counts[key] = (counts[key] ?? 0) + 1) - 1}`);
        void log.publish(outgoing(topic, ...texts));
      } else if (each.kind === 'join') members[each.member] ??= await join();
      else if (each.kind === 'stop') {
        await members[each.member]?.stop();
        members[each.member] = undefined;
      } else members[each.member]?.[each.kind]();
    }
    for (const member of members) member?.resume();
    await join();
    const total = counts.reduce((sum, count) => sum + count, 0);
    await eventually('every record is done', () => handler.finished.size === total);
    assert.deepEqual(handler.broken, []);
    const stored = await readAll(log, { topic, from: { offset: 0 } });
    for (let key = 0; key < KEYS; key += 1) {
      assert.deepEqual(
        valuesOf(stored, `key-${key}`),
        Array.from({ length: counts[key] ?? 0 }, (_, n) => `key-${key}:${n}`),
      );
    }
    const poison = stored.filter(({ offset }) => faults[offset % faults.length] === 2);
    await eventually('every poison record is among the dead letters', async () => {
      const letters = new Set(valuesOf(await deadLettersOf(log, topic)));
      return letters.size === poison.length && poison.every(({ value }) => letters.has(value));
    });
  } finally {
    await log.close();
  }
}

test('whatever joins, stops, pauses and fails: no record is lost, and none begins before the one of its key before it is done', async () => {
  // One more than the poison ones that may come in a row, and never poison at its last place: the breaker stays closed.
  const faults = fc.array(fc.nat(12), { minLength: 1, maxLength: 20 }).map((some) => [...some, 9]);
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), faults, play), {
    numRuns: 60,
    endOnFailure: true,
  });
});
