import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RebuildProgress } from '@onethread/rpc';
import { seeded, waitFor, type Seeded } from '@onethread/testkit';
import { AutomaticAgent } from './automatic-agent.ts';
import type { Customer } from './customers/customer.ts';
import { faultsOf, threadOf } from './ledger.ts';
import { streamFaults } from './streams.ts';
import { openWorld, SECRETS, type World } from './world.ts';

/** The short form is part of every test run; `MESSAGES=10000 KILLS=20` is the long one. */
const MESSAGES = Number(process.env['MESSAGES'] ?? 800);
const KILLS = Number(process.env['KILLS'] ?? 5);
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
/** So many that none writes more than a person is let: about fifty each. */
const CUSTOMERS_PER_CHANNEL = Math.ceil(MESSAGES / 200);
const AGENTS = Math.ceil((CUSTOMERS_PER_CHANNEL * 4) / 6);
const CAPACITY = 12;
const SETTLED_WITHIN_MS = 60_000 + MESSAGES * 20;
const TIMEOUT_MS = 120_000 + MESSAGES * 150;

/** Writes its messages one after another; each again until it is acknowledged. */
async function writeAll(customer: Customer, count: number, onAcknowledged: () => void): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    // The full stop keeps 1 apart from 10 where one text is looked for in another.
    const text = `${customer.name} says ${number}.`;
    await waitFor(() => customer.write(number, text), {
      describe: `${text} to be acknowledged`,
      withinMs: SETTLED_WITHIN_MS,
      everyMs: 50,
    });
    acknowledged.push(text);
    onAcknowledged();
  }
  return acknowledged;
}

/** Kills the process at moments spread over the run by its progress, and starts it again. */
async function killAlong(world: World, random: Seeded, done: () => number, total: number): Promise<number> {
  const moments = Array.from({ length: KILLS }, () => random.next() * total * 0.95).toSorted(
    (one, other) => one - other,
  );
  for (const moment of moments) {
    await waitFor(() => done() >= moment, {
      describe: `${Math.round(moment)} messages`,
      withinMs: SETTLED_WITHIN_MS,
      everyMs: 1,
    });
    await world.onethread.kill();
    assert.equal(await world.onethread.start(), undefined, world.onethread.output);
  }
  return moments.length;
}

async function startAgents(world: World, random: Seeded): Promise<AutomaticAgent[]> {
  return await Promise.all(
    Array.from({ length: AGENTS }, async (_, index) => {
      const agentId = `agent-${index}`;
      await world.admin.putAgent({
        agentId,
        name: `Agent ${index}`,
        email: `${agentId}@localhost`,
        role: 'agent',
        capacity: CAPACITY,
      });
      const agent = new AutomaticAgent({
        address: world.onethread.grpcAddress,
        tokenSecret: SECRETS.tokens,
        agentId,
        random: random.fork(agentId),
        resolves: 0.3,
      });
      agent.start();
      return agent;
    }),
  );
}

async function rebuildDifferences(world: World): Promise<string[]> {
  const examples: string[] = [];
  let differences = 0;
  for await (const progress of world.admin.rebuild({ repair: false }) as AsyncIterable<RebuildProgress>) {
    examples.push(...progress.examples);
    differences = progress.differences;
  }
  return differences === 0 ? [] : [`projections: ${differences} differ from their rebuild: ${examples.join(', ')}`];
}

test('killed again and again, it loses, doubles and reorders nothing', { timeout: TIMEOUT_MS }, async (t) => {
  t.diagnostic(`seed ${SEED}, ${MESSAGES} messages, ${KILLS} kills`);
  const random = seeded(SEED);
  const world = await openWorld();
  const agents: AutomaticAgent[] = [];
  const customers = Array.from({ length: CUSTOMERS_PER_CHANNEL }, (_, index) => world.customers(index)).flat();
  try {
    assert.equal(await world.onethread.start(), undefined, world.onethread.output);
    await world.admin.waitUntilReady(10_000);
    agents.push(...(await startAgents(world, random)));

    const each = Math.ceil(MESSAGES / customers.length);
    let done = 0;
    const writing = Promise.all(customers.map((customer) => writeAll(customer, each, () => void (done += 1))));
    const [acknowledged] = await Promise.all([writing, killAlong(world, random, () => done, each * customers.length)]);

    const settled = async (): Promise<boolean> => {
      const { counts } = await world.admin.getStatus();
      if (counts['conversations_waiting'] !== 0 || agents.some(({ unconfirmed }) => unconfirmed > 0)) return false;
      return (await faultsOfAll(world, customers, acknowledged)).length === 0;
    };
    await waitFor(settled, {
      describe: 'everybody to be answered and every reply to be settled',
      withinMs: SETTLED_WITHIN_MS,
      everyMs: 500,
    }).catch(() => {});

    const faults = [
      ...(await faultsOfAll(world, customers, acknowledged)),
      ...(await rebuildDifferences(world)),
      ...agents
        .filter(({ worstLoad }) => worstLoad > 1)
        .map(({ worstLoad }) => `an agent was loaded ${worstLoad} times its capacity`),
      ...agents
        .filter(({ unconfirmed }) => unconfirmed > 0)
        .map(({ unconfirmed }) => `${unconfirmed} replies were never confirmed`),
    ];
    for (const agent of agents.splice(0)) agent.stop();
    await world.onethread.stop();
    faults.push(...(await streamFaults(world.onethread.dataFolder)));
    assert.deepEqual(faults, [], `seed ${SEED}\n${world.onethread.output}`);
    const replies = customers.reduce((sum, customer) => sum + customer.received().length, 0);
    t.diagnostic(`${acknowledged.flat().length} acknowledged = stored; ${replies} replies arrived`);
    assert.ok(replies > 0, 'agents answered');
  } finally {
    for (const agent of agents) agent.stop();
    await Promise.all(customers.map((customer) => customer.close()));
    await world.close();
  }
});

async function faultsOfAll(
  world: World,
  customers: readonly Customer[],
  acknowledged: readonly (readonly string[])[],
): Promise<string[]> {
  const faults = await Promise.all(
    customers.map(async (customer, index) =>
      faultsOf(customer, acknowledged[index] ?? [], await threadOf(world.history, customer)),
    ),
  );
  return faults.flat();
}
