import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { inboundRecordSchema, outboundMessageSchema, outboundStatusSchema, receiptSchema } from '@onethread/contracts';
import {
  inboundMessage,
  manualClock,
  outboundMessage,
  outboundStatus,
  receipt,
  seeded,
  tempFolder,
  waitFor,
} from './index.ts';

function run(seed: number): number[] {
  const random = seeded(seed).fork('a');
  return Array.from({ length: 20 }, () => random.between(0, 1000));
}

test('the same seed gives the same run, another seed another', () => {
  assert.deepEqual(run(1), run(1));
  assert.notEqual(seeded(1).next(), seeded(2).next());
});

test('chance is spread evenly and shuffling keeps every element', () => {
  const random = seeded(7);
  const heads = Array.from({ length: 10_000 }, () => random.chance(0.5)).filter(Boolean).length;
  assert.ok(heads > 4800 && heads < 5200, String(heads));
  const list = Array.from({ length: 100 }, (_, n) => n);
  const shuffled = random.shuffle(list);
  assert.notDeepEqual(shuffled, list);
  assert.deepEqual(
    shuffled.toSorted((a, b) => a - b),
    list,
  );
  assert.throws(() => random.pick([]), RangeError);
});

test('a manual clock moves only when told to', () => {
  const clock = manualClock(100);
  assert.equal(clock.advance(50), 150);
  clock.set(10);
  assert.equal(clock.now(), 10);
  assert.throws(() => clock.advance(-1), RangeError);
});

function failing(): never {
  throw new Error('not yet');
}

test('waiting ends with the value, is woken by events, and says what did not come', async () => {
  let value: string | undefined;
  let wakes: (() => void) | undefined;
  const waiting = waitFor(() => value, {
    describe: 'a value',
    everyMs: 60_000,
    withinMs: 60_000,
    wakeBy: (wake) => {
      wakes = wake;
      return () => undefined;
    },
  });
  await Promise.resolve();
  value = 'here';
  wakes?.();
  assert.equal(await waiting, 'here');
  await assert.rejects(
    waitFor(failing, { describe: 'a miracle', withinMs: 5 }),
    /waited 5 ms for a miracle; the last look threw: not yet/,
  );
});

test('a temporary folder is gone after its block', async () => {
  let path = '';
  {
    await using folder = await tempFolder();
    ({ path } = folder);
    assert.ok(existsSync(path));
  }
  assert.equal(existsSync(path), false);
});

test('what the builders make is valid', () => {
  inboundRecordSchema.parse(inboundMessage());
  outboundMessageSchema.parse(outboundMessage());
  outboundStatusSchema.parse(outboundStatus());
  receiptSchema.parse(receipt());
  assert.notEqual(inboundMessage().entryId, inboundMessage().entryId);
});
