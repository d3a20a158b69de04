import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConversationId } from '@onethread/contracts';
import { waitFor } from '@onethread/testkit';
import { person } from '../adapters/grpc/testing/open-routing.ts';
import type { AutomaticAgent } from './testing/automatic-agent.ts';
import { openReplicas, type Replica } from './testing/replica-set.ts';
import { agentAt, assigned, holdersOf, WITHIN } from './testing/served.ts';

const AGENTS = 200;
const CUSTOMERS = 200;

test('of two replicas with 200 agents one is killed: no conversation is lost, doubly owned or beyond anyone’s capacity, and all streams resume', async () => {
  await using set = await openReplicas(2, { leaseMs: 15_000, graceSeconds: 300 });
  const [first, second] = set.replicas as [Replica, Replica];
  let home = first;
  const agents: AutomaticAgent[] = [];
  for (let n = 0; n < AGENTS; n += 20) {
    const names = Array.from({ length: 20 }, (_, k) => `agent-${n + k}`);
    agents.push(
      ...(await Promise.all(names.map((name, k) => agentAt(set, name, k % 2 === 0 ? () => home : () => second, 2)))),
    );
  }
  const customers = Array.from({ length: CUSTOMERS }, (_, n) => person(`customer ${n}`));
  const half = customers.slice(0, CUSTOMERS / 2);
  for (const customer of half) await set.writes(customer, 'first');
  const owned = new Map<ConversationId, string | undefined>();
  for (const customer of half) {
    const conversationId = await assigned(set, customer);
    owned.set(conversationId, (await set.stored.conversations.get(conversationId))?.assigneeId);
  }

  // While the second half is being offered and accepted, everywhere at once.
  for (const [n, customer] of customers.slice(CUSTOMERS / 2).entries()) {
    await set.writes(customer, 'first');
    if (n === 40) {
      home = second;
      await first.kill();
    }
  }
  for (const customer of half) await set.writes(customer, 'second');
  for (const customer of customers) await assigned(set, customer);

  await waitFor(
    () => {
      const held = agents.flatMap((agent) => [...agent.held.keys()]);
      return held.length === CUSTOMERS && new Set(held).size === CUSTOMERS;
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
  assert.equal(holders.size, CUSTOMERS);
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
