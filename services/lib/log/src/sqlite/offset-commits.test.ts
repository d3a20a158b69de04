import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTick } from 'node:timers/promises';
import { COMMIT_INTERVAL_MS } from '../delivery/commit-timer.ts';
import { OffsetCommits } from './offset-commits.ts';
import type { GroupOffset } from './log-requests.ts';
import type { TestContext } from 'node:test';

interface Bench {
  readonly commits: OffsetCommits;
  readonly stored: (readonly GroupOffset[])[];
  readonly warnings: string[];
  readonly disk: { isFull: boolean };
  readonly interval: () => Promise<void>;
}

function bench(t: TestContext): Bench {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const [stored, warnings]: [(readonly GroupOffset[])[], string[]] = [[], []];
  const disk = { isFull: false };
  const store = async (offsets: readonly GroupOffset[]): Promise<void> => {
    if (disk.isFull) throw new Error('disk full');
    stored.push(offsets);
  };
  const logger = { warn: (_: object, message: string) => void warnings.push(message), error: () => {} };
  const interval = async (): Promise<void> => {
    t.mock.timers.tick(COMMIT_INTERVAL_MS);
    await nextTick();
  };
  return { commits: new OffsetCommits(store, { logger }), stored, warnings, disk, interval };
}

const member = (group: string, committable: number) => ({ topic: 't.v1', group, committable });

test('all groups that moved are committed together, those that did not are left out', async (t) => {
  const { commits, stored, interval } = bench(t);
  const [one, two] = [member('one', 4), member('two', 9)];
  commits.note(one);
  commits.note(two);
  await interval();
  commits.note(one);
  two.committable = 11;
  commits.note(two);
  await interval();
  await interval();
  assert.deepEqual(
    stored.map((offsets) => offsets.map(({ group, offset }) => `${group} ${offset}`)),
    [['one 4', 'two 9'], ['two 11']],
  );
});

test('what cannot be committed is tried again until it can, and said once', async (t) => {
  const { commits, stored, warnings, disk, interval } = bench(t);
  disk.isFull = true;
  commits.note(member('one', 4));
  await interval();
  await interval();
  assert.deepEqual([stored.length, warnings.length], [0, 1]);
  disk.isFull = false;
  await interval();
  assert.deepEqual(stored, [[{ topic: 't.v1', group: 'one', offset: 4 }]]);
});

test('one that leaves is committed at once, and nothing that it finishes later', async (t) => {
  const { commits, stored, interval } = bench(t);
  const one = member('one', 4);
  commits.note(one);
  await commits.leave(one);
  one.committable = 7;
  commits.note(one);
  await interval();
  assert.deepEqual(stored, [[{ topic: 't.v1', group: 'one', offset: 4 }]]);
});
