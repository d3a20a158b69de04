import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { person } from '../adapters/grpc/testing/open-routing.ts';
import { poolLeaseId } from '../stores/leases.ts';
import { openReplicas, type Replica } from './testing/replica-set.ts';
import { agentAt, assigned, holdersOf, WITHIN } from './testing/served.ts';

describe('a replica that is killed', () => {
  it('leaves the pool to another: agents elsewhere are offered on, its own keep their work and resume by their cursors', async () => {
    await using set = await openReplicas(2);
    const [first, second] = set.replicas as [Replica, Replica];
    let home = first;
    const here = await agentAt(set, 'here', () => home);
    const served = person('served before');
    await set.writes(served, 'one');
    const kept = await assigned(set, served, 'here');
    await agentAt(set, 'there', () => second);
    await set.writes(served, 'two');
    await waitFor(() => here.texts(served.customerId).includes('two'), { describe: 'the second message', ...WITHIN });
    const before = await set.stored.leases.get(poolLeaseId('main'));

    home = second;
    await first.kill();
    await set.writes(served, 'three');
    const fresh = person('comes after');
    await set.writes(fresh, 'is anybody there?');
    await assigned(set, fresh, 'there');
    const after = await set.stored.leases.get(poolLeaseId('main'));
    assert.ok((after?.epoch ?? 0) > (before?.epoch ?? 0));
    assert.notEqual(after?.holder, before?.holder);

    await set.writes(served, 'four');
    await waitFor(() => here.texts(served.customerId).includes('four'), { describe: 'the last message', ...WITHIN });
    assert.deepEqual(here.texts(served.customerId), ['one', 'two', 'three', 'four']);
    assert.equal(here.repeated, 0);
    assert.equal(here.snapshotsAfterBreaks, 0);
    assert.equal((await set.stored.conversations.get(kept))?.assigneeId, 'here');
  });

  it('has its agents’ work given back after lease and grace when they do not come back', async () => {
    await using set = await openReplicas(2, { leaseMs: 1_500, graceSeconds: 1 });
    const [first, second] = set.replicas as [Replica, Replica];
    const gone = await agentAt(set, 'gone', () => second);
    const customer = person('left alone');
    await set.writes(customer, 'hello');
    await assigned(set, customer, 'gone');
    await agentAt(set, 'stays', () => first);
    gone.leaveWithStream();
    await second.kill();
    await assigned(set, customer, 'stays');
    const presence = await set.stored.presence.get('gone');
    assert.deepEqual(presence?.streams, []);
    assert.equal(presence?.drops, undefined, 'the death of a replica is not the agent’s unstable connection');
    assert.deepEqual((await holdersOf(set)).size, 1);
  });

  it('and one that is told to end sends streams elsewhere at once; three in a row make nobody unstable', async () => {
    await using set = await openReplicas(1);
    let home = set.replicas[0] as Replica;
    const agent = await agentAt(set, 'travels', () => home);
    const customer = person('stays');
    await set.writes(customer, '0');
    const conversationId = await assigned(set, customer, 'travels');
    const texts = ['0'];
    for (let n = 1; n <= 5; n += 1) {
      home = await set.start();
      await set.replicas[n - 1]?.stop();
      await set.writes(customer, String(n));
      texts.push(String(n));
      await waitFor(() => agent.texts(customer.customerId).length === texts.length, {
        describe: `message ${n}`,
        ...WITHIN,
      });
    }
    assert.deepEqual(agent.texts(customer.customerId), texts);
    assert.deepEqual([agent.breaks, agent.snapshotsAfterBreaks, agent.repeated], [5, 0, 0]);
    assert.equal((await set.stored.conversations.get(conversationId))?.assigneeId, 'travels');
    const fresh = person('newcomer');
    await set.writes(fresh, 'hello');
    await assigned(set, fresh, 'travels');
  });
});
