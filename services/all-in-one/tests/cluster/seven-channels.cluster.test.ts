import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { kafkaForTests, mongoForTests } from '@onethread/test-servers';
import { waitFor } from '@onethread/testkit';
import { words, type DeskAgent } from '../agents/desk-agent.ts';
import { textOf } from '../item-text.ts';
import { customerOf } from '../world.ts';
import { threadOf } from '../thread-of.ts';
import { CHANNELS } from './cluster.ts';
import { openClusterWorld, type ClusterWorld, type Person } from './cluster-world.ts';

const kafka = await kafkaForTests();
const mongo = await mongoForTests();
const missing = 'missing' in kafka ? kafka.missing : 'missing' in mongo ? mongo.missing : false;

/** Other work may hold the machine: what takes a moment may take this long. */
const WITHIN_MS = 60_000;

describe('every service as a process of its own, on real servers', { skip: missing }, () => {
  let world: ClusterWorld;
  let agent: DeskAgent;
  let customers: readonly Person[];
  before(async () => {
    if ('missing' in kafka || 'missing' in mongo) return;
    world = await openClusterWorld({ kafka, mongo, withApps: true });
    await world.start();
    // Each live conversation takes two places.
    agent = await world.agent('agent-0', { capacity: 20 });
    customers = world.peopleOf(1);
  });
  after(async () => {
    agent?.leave();
    await Promise.all((customers ?? []).map((customer) => customer.close()));
    await world?.close();
    if (!('missing' in kafka)) await kafka.stop();
    if (!('missing' in mongo)) await mongo.stop();
  });

  test('customers of seven channels write, each twice over, an agent answers, each receives the answer once', async () => {
    assert.equal(customers.length, CHANNELS.length);
    const history = world.historyAs('agent-0');
    for (const customer of customers) {
      const asked = `Question of ${customer.name}`;
      await waitFor(() => customer.write(1, asked), { describe: `${customer.name} to be heard`, withinMs: WITHIN_MS });
      // The provider brings it again.
      await waitFor(() => customer.write(1, asked), {
        describe: `${customer.name} to be heard again`,
        withinMs: WITHIN_MS,
      });
      const customerId = customerOf(customer.channel, customer.account, customer.externalId);
      const { conversationId } = await agent.accept(customerId);
      await agent.item(asked);
      const itemId = await agent.reply(conversationId, [words(`Answer to ${customer.name}`)], customer.name);
      await waitFor(() => customer.received().some((text) => text.includes(`Answer to ${customer.name}`)), {
        describe: `${customer.name} to receive the answer`,
        withinMs: WITHIN_MS,
      });
      await waitFor(() => ['SENT', 'DELIVERED', 'READ'].includes(agent.statusOf(itemId) ?? ''), {
        describe: `the answer to ${customer.name} to be told as sent`,
        withinMs: WITHIN_MS,
      });
      assert.equal(customer.received().length, 1);
      const thread = await threadOf(history, customer);
      assert.equal(thread.filter((item) => textOf(item).includes(asked)).length, 1, `${customer.name} is shown once`);
    }
  });

  test('the desk is served through its own process, and each process tells its own metrics', async () => {
    const page = await fetch(`${world.cluster.doors.deskUrl}/desk/v1/session`);
    assert.ok(page.status < 500, String(page.status));
    for (const one of world.cluster.processes) {
      const metrics = await (await fetch(`${one.adminUrl}/metrics`)).text();
      assert.match(metrics, /process_cpu_seconds_total/, one.name);
      assert.equal((await fetch(`${one.adminUrl}/livez`)).status, 200, one.name);
    }
  });
});
