import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { signToken } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import { openReplicas, type Replica, type ReplicaSet } from '../../../replicas/testing/replica-set.ts';
import { agentAt, assigned } from '../../../replicas/testing/served.ts';
import { person, SECRET } from '../testing/open-routing.ts';
import { WatchedWallboard } from './testing/watched-wallboard.ts';

/** Long, since the machine may be busy with other things: nothing waits for it where all is well. */
const WITHIN = { withinMs: 120_000 };

const rootToken = (): Promise<string> => signToken(SECRET, { subject: 'root', role: 'admin', validSeconds: 600 });

/** Without an agent, and with one. */
function figuresOf(board: WatchedWallboard): readonly [number, number] {
  const { waiting = -1, offered = -1, inWork = -1 } = board.queue('default') ?? {};
  return [waiting + offered, inWork];
}

async function shows(board: WatchedWallboard, figures: readonly number[], what: string): Promise<void> {
  await waitFor(() => String(figuresOf(board)) === String(figures), { describe: what, ...WITHIN });
}

describe('wallboards of several replicas', () => {
  let set: ReplicaSet;
  let one: Replica;
  let other: Replica;
  const boards: WatchedWallboard[] = [];
  before(async () => {
    set = await openReplicas(2, { graceSeconds: 1 });
    [one, other] = set.replicas as [Replica, Replica];
  });
  after(async () => {
    for (const board of boards) board.close();
    await set[Symbol.asyncDispose]();
  });

  const watch = ({ address }: Replica): WatchedWallboard => {
    const board = new WatchedWallboard(address, rootToken);
    boards.push(board);
    return board;
  };
  it('show the same at each; who watched a replica that dies finds the same at another', async () => {
    const [here, there] = [watch(one), watch(other)];
    await shows(here, [0, 0], 'nobody at one');
    await shows(there, [0, 0], 'nobody at the other');
    await agentAt(set, 'ada', () => other, 1);
    const first = person('first');
    await set.writes(first, 'hello');
    await assigned(set, first, 'ada');
    await set.writes(person('second'), 'hello');
    await shows(here, [1, 1], 'both customers at one');
    await shows(there, [1, 1], 'both customers at the other');
    assert.equal(here.agents.get('ada')?.load, 1);
    assert.deepEqual(here.agents.get('ada'), there.agents.get('ada'));

    await one.kill();
    await waitFor(() => here.ended, { describe: 'the end at the dead replica', ...WITHIN });
    const again = watch(other);
    await shows(again, [1, 1], 'both customers for who comes again');

    const third = await set.start();
    await set.writes(person('third'), 'hello');
    await shows(watch(third), [2, 1], 'all three at a new replica');
    await shows(there, [2, 1], 'all three at the other');
  });

  it('end with a word where their replica stops', async () => {
    const replica = await set.start();
    const board = watch(replica);
    await waitFor(() => board.parts.length > 0, { describe: 'the board', ...WITHIN });
    await replica.stop();
    const ended = await waitFor(() => board.ended, { describe: 'the end', ...WITHIN });
    assert.equal(ended.code, 'unavailable');
  });
});
