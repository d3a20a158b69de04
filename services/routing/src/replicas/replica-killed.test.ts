import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentId, ConversationId } from '@onethread/contracts';
import { waitFor } from '@onethread/testkit';
import { person, type Person } from '../adapters/grpc/testing/open-routing.ts';
import { poolLeaseId } from '../stores/leases.ts';
import { AutomaticAgent } from './testing/automatic-agent.ts';
import { openReplicas, type Replica, type ReplicaSet } from './testing/replica-set.ts';

const WITHIN = { withinMs: 60_000 };

async function holdersOf(set: ReplicaSet): Promise<ReadonlyMap<ConversationId, readonly AgentId[]>> {
  const holders = new Map<ConversationId, AgentId[]>();
  const { documents } = await set.stored.agents.find({ index: 'by_pool', limit: 1000 });
  for (const { _id, holds } of documents)
    for (const { conversationId } of holds) holders.set(conversationId, [...(holders.get(conversationId) ?? []), _id]);
  return holders;
}

async function conversationOf(set: ReplicaSet, { customerId }: Person) {
  const { documents } = await set.stored.conversations.find({ index: 'by_home', equals: [customerId], limit: 10 });
  assert.ok(documents.length <= 1, 'one episode');
  return documents[0];
}

async function assigned(set: ReplicaSet, customer: Person, to?: string): Promise<ConversationId> {
  return await waitFor(
    async () => {
      const conversation = await conversationOf(set, customer);
      const isRight = to === undefined ? conversation?.assigneeId !== undefined : conversation?.assigneeId === to;
      return isRight ? conversation?._id : undefined;
    },
    { describe: `${customer.name} to be served`, ...WITHIN },
  );
}

async function agentAt(set: ReplicaSet, agentId: string, replica: Replica, capacity = 4): Promise<AutomaticAgent> {
  await set.agent(agentId, capacity);
  const agent = new AutomaticAgent(agentId);
  await agent.connect(replica);
  return agent;
}

describe('a replica that is killed', () => {
  it('leaves the pool to another: agents elsewhere are offered on, its own keep their work and resume by their cursors', async () => {
    await using set = await openReplicas(2);
    const [first, second] = set.replicas as [Replica, Replica];
    const here = await agentAt(set, 'here', first);
    const served = person('served before');
    await set.writes(served, 'one');
    const kept = await assigned(set, served, 'here');
    const there = await agentAt(set, 'there', second);
    await set.writes(served, 'two');
    await waitFor(() => here.texts(served.customerId).includes('two'), { describe: 'the second message', ...WITHIN });
    const before = await set.stored.leases.get(poolLeaseId('main'));

    const broken = here.broken();
    await first.kill();
    await broken;
    await set.writes(served, 'three');
    const fresh = person('comes after');
    await set.writes(fresh, 'is anybody there?');
    await assigned(set, fresh, 'there');
    const after = await set.stored.leases.get(poolLeaseId('main'));
    assert.ok((after?.epoch ?? 0) > (before?.epoch ?? 0));
    assert.notEqual(after?.holder, before?.holder);

    await here.connect(second);
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
    const gone = await agentAt(set, 'gone', second);
    const customer = person('left alone');
    await set.writes(customer, 'hello');
    await assigned(set, customer, 'gone');
    await agentAt(set, 'stays', first);
    const broken = gone.broken();
    await second.kill();
    await broken;
    await assigned(set, customer, 'stays');
    const presence = await set.stored.presence.get('gone' as AgentId);
    assert.deepEqual(presence?.streams, []);
    assert.equal(presence?.drops, undefined, 'the death of a replica is not the agent’s unstable connection');
    assert.deepEqual((await holdersOf(set)).size, 1);
  });

  it('and one that is told to end sends streams elsewhere at once; three in a row make nobody unstable', async () => {
    await using set = await openReplicas(1);
    const agent = await agentAt(set, 'travels', set.replicas[0] as Replica);
    const customer = person('stays');
    await set.writes(customer, '0');
    const conversationId = await assigned(set, customer, 'travels');
    const texts = ['0'];
    for (let n = 1; n <= 5; n += 1) {
      const next = await set.start();
      const broken = agent.broken();
      await set.replicas[n - 1]?.stop();
      await broken;
      await set.writes(customer, String(n));
      await agent.connect(next);
      texts.push(String(n));
      await waitFor(() => agent.texts(customer.customerId).length === texts.length, {
        describe: `message ${n}`,
        ...WITHIN,
      });
    }
    assert.deepEqual(agent.texts(customer.customerId), texts);
    assert.equal(agent.snapshotsAfterBreaks, 0);
    assert.equal((await set.stored.conversations.get(conversationId))?.assigneeId, 'travels');
    const fresh = person('newcomer');
    await set.writes(fresh, 'hello');
    await assigned(set, fresh, 'travels');
    const { documents } = await set.stored.leases
      .find({ index: '_id', limit: 10 } as never)
      .catch(() => ({ documents: [] }));
    assert.ok(documents.length <= 2);
  });

  it('of two with 200 agents: no conversation is lost, doubly owned or beyond anyone’s capacity; all streams resume', async () => {
    await using set = await openReplicas(2, { leaseMs: 15_000, graceSeconds: 300, offerSeconds: 10 });
    const [first, second] = set.replicas as [Replica, Replica];
    const agents: AutomaticAgent[] = [];
    for (let n = 0; n < 200; n += 20) {
      const names = Array.from({ length: 20 }, (_, k) => `agent-${n + k}`);
      agents.push(...(await Promise.all(names.map((name, k) => agentAt(set, name, k % 2 === 0 ? first : second)))));
    }
    const customers = Array.from({ length: 300 }, (_, n) => person(`customer ${n}`));
    const half = customers.slice(0, 150);
    for (const customer of half) await set.writes(customer, 'first');
    const owned = new Map<ConversationId, string | undefined>();
    for (const customer of half) {
      const conversationId = await assigned(set, customer);
      owned.set(conversationId, (await set.stored.conversations.get(conversationId))?.assigneeId);
    }

    // While the second half is being offered and accepted, everywhere at once.
    const lost = agents.filter((_, n) => n % 2 === 0);
    const broken = Promise.all(lost.map((agent) => agent.broken()));
    for (const [n, customer] of customers.slice(150).entries()) {
      await set.writes(customer, 'first');
      if (n === 60) await first.kill();
    }
    for (const customer of half) await set.writes(customer, 'second');
    await broken;
    for (let n = 0; n < lost.length; n += 20)
      await Promise.all(lost.slice(n, n + 20).map((agent) => agent.connect(second)));
    for (const customer of customers) await assigned(set, customer);

    await waitFor(
      () => {
        const held = agents.flatMap((agent) => [...agent.held.keys()]);
        return held.length === 300 && new Set(held).size === 300;
      },
      { describe: 'each conversation to be with one agent, in the words of their streams', ...WITHIN },
    );
    for (const [conversationId, agentId] of owned)
      assert.equal((await set.stored.conversations.get(conversationId))?.assigneeId, agentId);
    await waitFor(async () => [...(await holdersOf(set)).values()].every(({ length }) => length === 1), {
      describe: 'holds that nothing stands behind to be gone',
      ...WITHIN,
    });
    const holders = await holdersOf(set);
    assert.equal(holders.size, 300);
    for (const [conversationId, [agentId]] of holders)
      assert.equal((await set.stored.conversations.get(conversationId))?.assigneeId, agentId);
    const { documents } = await set.stored.agents.find({ index: 'by_pool', limit: 1000 });
    for (const { _id, holds, capacity } of documents)
      assert.ok(holds.reduce((sum, { weight }) => sum + weight, 0) <= capacity, `${_id} is above capacity`);

    for (const agent of agents)
      for (const { customerId } of agent.held.values()) {
        const number = half.findIndex((customer) => customer.customerId === customerId);
        const expected = number >= 0 ? ['first', 'second'] : ['first'];
        await waitFor(() => agent.texts(customerId).length === expected.length, {
          describe: `what ${agent.agentId} is shown`,
          ...WITHIN,
        });
        assert.deepEqual(agent.texts(customerId), expected);
      }
    for (const agent of agents) assert.deepEqual([agent.repeated, agent.snapshotsAfterBreaks], [0, 0], agent.agentId);
  });
});
