import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import type { TestContext } from 'node:test';
import { COMMIT_INTERVAL_MS } from '../delivery/commit-timer.ts';
import { COMMIT_AGAIN_MS, PartitionCommits } from './partition-commits.ts';
import type { CommittedPartition } from './partition-commits.ts';

/** A partition of which `done` records are done, and what the brokers are believed to know. */
function partition(number: number, done: number | undefined): CommittedPartition & { done: number | undefined } {
  let told: number | undefined;
  return {
    partition: number,
    done,
    get toCommit() {
      return this.done === told ? undefined : this.done;
    },
    committed: (offset) => (told = offset),
  };
}

function committing(test: TestContext, partitions: readonly CommittedPartition[]) {
  test.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  const store = mock.fn(async (_offsets: readonly { partition: number; offset: string }[]) => {});
  const commits = new PartitionCommits({
    partitions: () => partitions,
    store,
    observer: {},
    labels: { topic: 'inbound.messages.v1', group: 'routing' },
  });
  test.after(() => commits.stop());
  return {
    commits,
    stored: () => store.mock.calls.map(({ arguments: [offsets] }) => offsets),
    store,
    /** Time goes on, and whatever that began is over. */
    pass: async (ms: number) => {
      test.mock.timers.tick(ms);
      await commits.commit();
    },
  };
}

describe('commits of partitions', () => {
  it('says what is new once', async (test) => {
    const first = partition(0, 4);
    const { commits, stored, pass } = committing(test, [first, partition(1, undefined)]);
    commits.touch();
    await pass(COMMIT_INTERVAL_MS);
    await pass(COMMIT_INTERVAL_MS);
    assert.deepEqual(stored(), [[{ partition: 0, offset: '4' }]]);
    first.done = 5;
    commits.touch();
    await pass(COMMIT_INTERVAL_MS);
    assert.deepEqual(stored().at(-1), [{ partition: 0, offset: '5' }]);
  });

  it('says all again after a minute, since brokers can forget what they acknowledged', async (test) => {
    const { commits, stored, pass } = committing(test, [partition(0, 4), partition(1, undefined), partition(2, 7)]);
    await commits.commit();
    await pass(COMMIT_AGAIN_MS);
    assert.deepEqual(stored(), [stored()[0], stored()[0]]);
    assert.deepEqual(stored()[1], [
      { partition: 0, offset: '4' },
      { partition: 2, offset: '7' },
    ]);
  });

  it('tries again after a refusal, and says nothing once it is stopped', async (test) => {
    const { commits, store, stored, pass } = committing(test, [partition(0, 4)]);
    store.mock.mockImplementationOnce(async () => assert.fail('the coordinator is away'));
    await commits.commit();
    await pass(COMMIT_INTERVAL_MS);
    assert.equal(stored().length, 2);
    commits.stop();
    await pass(COMMIT_AGAIN_MS);
    assert.equal(stored().length, 2);
  });
});
