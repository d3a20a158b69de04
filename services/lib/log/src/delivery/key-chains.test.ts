import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTick } from 'node:timers/promises';
import { KeyChains } from './key-chains.ts';

interface Job {
  readonly name: string;
  readonly end: PromiseWithResolvers<void>;
}

function bench(maxKeys?: number): { chains: KeyChains<Job>; begun: string[]; add: (name: string) => Job } {
  const begun: string[] = [];
  const work = (job: Job): Promise<void> => {
    begun.push(job.name);
    return job.end.promise;
  };
  const chains = new KeyChains<Job>(work, maxKeys);
  const add = (name: string): Job => {
    const job = { name, end: Promise.withResolvers<void>() };
    chains.add(name.charAt(0), job);
    return job;
  };
  return { chains, begun, add };
}

test('one item of a key at a time, other keys beside it', async () => {
  const { begun, add } = bench();
  const [a1] = [add('a1'), add('a2'), add('b1')];
  assert.deepEqual(begun, ['a1', 'b1']);
  a1?.end.resolve();
  await nextTick();
  assert.deepEqual(begun, ['a1', 'b1', 'a2']);
});

test('no more keys at the same time than the maximum, and a busy key lets the waiting ones pass', async () => {
  const { begun, add } = bench(2);
  const [a1] = [add('a1'), add('a2'), add('b1'), add('c1')];
  assert.deepEqual(begun, ['a1', 'b1']);
  a1?.end.resolve();
  await nextTick();
  assert.deepEqual(begun, ['a1', 'b1', 'c1']);
});

test('paused chains begin nothing; resumed ones go on in order', async () => {
  const { chains, begun, add } = bench();
  const a1 = add('a1');
  chains.pause();
  add('a2');
  add('b1');
  a1.end.resolve();
  await nextTick();
  assert.deepEqual(begun, ['a1']);
  chains.resume();
  assert.deepEqual(begun.toSorted(), ['a1', 'a2', 'b1']);
});

test('stop waits for what runs and drops what waits', async () => {
  const { chains, begun, add } = bench();
  const a1 = add('a1');
  add('a2');
  let hasStopped = false;
  const stopped = chains.stop().then(() => {
    hasStopped = true;
  });
  await nextTick();
  assert.equal(hasStopped, false);
  a1.end.resolve();
  await stopped;
  assert.deepEqual(begun, ['a1']);
});
