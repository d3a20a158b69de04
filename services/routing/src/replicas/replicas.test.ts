import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Conversation, FollowFeedResponse } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import type { AgentDevice } from '../adapters/grpc/testing/agent-device.ts';
import { person, type Person } from '../adapters/grpc/testing/open-routing.ts';
import { openReplicas, type Replica, type ReplicaSet } from './testing/replica-set.ts';

const WITHIN = { withinMs: 30_000 };
let set: ReplicaSet;
let one: Replica;
let other: Replica;
before(async () => {
  set = await openReplicas(2);
  [one, other] = set.replicas as [Replica, Replica];
});
after(() => set[Symbol.asyncDispose]());

const text = (words: string) => ({ text: { text: words } });

async function ready(replica: Replica, agentId: string): Promise<AgentDevice> {
  const device = await replica.device(agentId);
  assert.equal((await device.ask({ hello: { clientId: 'test' } })).code, 'ok');
  return device;
}

async function available(replica: Replica, agentId: string): Promise<AgentDevice> {
  await set.agent(agentId);
  const device = await ready(replica, agentId);
  assert.equal((await device.ask({ setPresence: { presence: 'AVAILABLE' } })).code, 'ok');
  return device;
}

const offered = (device: AgentDevice, to: Person): Promise<Conversation> =>
  device.until(({ conversation }) =>
    conversation?.customerId === to.customerId && conversation.reservation ? conversation : undefined,
  );

async function accept(device: AgentDevice, { conversationId, reservation }: Conversation): Promise<void> {
  const reservationId = reservation?.reservationId ?? '';
  assert.equal((await device.ask({ accept: { conversationId, reservationId } })).code, 'ok');
}

/** An agent works on one replica only, busy afterwards so that the next test's customers are not offered. */
async function working(replica: Replica, name: string) {
  const device = await available(replica, name);
  const customer = person(`customer of ${name}`);
  await set.writes(customer, 'hello');
  const conversation = await offered(device, customer);
  await accept(device, conversation);
  assert.equal((await device.ask({ setPresence: { presence: 'BUSY' } })).code, 'ok');
  return { device, customer, conversation };
}

const shownTexts = (device: AgentDevice): string[] =>
  device.events.flatMap(({ thread }) =>
    (thread?.items ?? []).map((item) => (item.message ?? item.reply)?.parts[0]?.text?.text ?? ''),
  );

describe('two routing replicas', () => {
  for (const at of [0, 1]) {
    it(`an agent on replica ${at} is offered, accepts and answers; the customer's feed on the other shows it`, async () => {
      const here = set.replicas[at] as Replica;
      const there = set.replicas[1 - at] as Replica;
      const { device, customer, conversation } = await working(here, `agent-${at}`);
      const feed = there.feeds.followFeed({ identityId: customer.identityId });
      const shown: string[] = [];
      feed.on('data', ({ update }: FollowFeedResponse) => {
        for (const item of update?.items ?? []) shown.push(item.parts[0]?.text?.text ?? '');
      });
      feed.on('error', () => {});
      assert.equal((await device.ask({ follow: { customerId: customer.customerId } })).code, 'ok');
      const { conversationId } = conversation;
      const reply = { clientMessageId: `m${at}`, conversationId, parts: [text('hi')] };
      assert.equal((await device.ask({ reply })).code, 'ok');
      await waitFor(() => shown.includes('hi'), { describe: 'the answer in the feed', ...WITHIN });
      await set.writes(customer, 'thank you');
      await waitFor(() => shownTexts(device).includes('thank you'), { describe: 'the thanks at the agent', ...WITHIN });
      feed.cancel();
    });
  }

  it('what only the owner of the pool may do is done from either, once', async () => {
    const busy = [await available(one, 'taker-1'), await available(other, 'taker-2')] as const;
    for (const device of busy) await device.ask({ setPresence: { presence: 'BUSY' } });
    const wanted = person('wanted by both');
    await set.writes(wanted, 'who takes me?');
    const { conversationId } = await busy[0].until(({ conversation }) =>
      conversation?.customerId === wanted.customerId ? conversation : undefined,
    );
    const results = await Promise.all(busy.map((device) => device.ask({ take: { conversationId } })));
    assert.deepEqual(results.map(({ code }) => code).toSorted(), ['ok', 'taken']);
    const winner = results[0]?.code === 'ok' ? 'taker-1' : 'taker-2';
    assert.equal((await set.stored.conversations.get(conversationId as never))?.assigneeId, winner);
  });

  it('agents are kept up at each replica, and each tells every agent how the others are', async () => {
    const watcher = await available(one, 'watcher');
    await watcher.ask({ setPresence: { presence: 'BUSY' } });
    for (const replica of set.replicas) {
      const { agent } = await replica.admin.putAgent({ agentId: 'watched', name: 'Watched', email: 'w@example.org' });
      assert.equal(agent?.agentId, 'watched');
    }
    const watched = await ready(other, 'watched');
    await watched.ask({ setPresence: { presence: 'BUSY' } });
    await watcher.until(({ agent }) => (agent?.agentId === 'watched' && agent.connected ? agent : undefined));
    await watched.leave();
    await watcher.until(({ agent }) =>
      agent?.agentId === 'watched' && !agent.connected && agent.presence === 'BUSY' ? agent : undefined,
    );
  });

  it('a reply goes where the customer wrote last, though the other replica took that message in', async () => {
    // Whoever has the group takes messages in; the agent writes at both replicas, one of which knows an older head.
    const { device, customer, conversation } = await working(one, 'answers-1');
    await set.agent('answers-2');
    const second = await ready(other, 'answers-2');
    const { conversationId } = conversation;
    for (const [n, from] of [device, second, device, second].entries()) {
      await set.writes(customer, `question ${n}`);
      await waitFor(
        async () => {
          const { documents } = await set.stored.items.find({
            index: 'by_customer',
            equals: [customer.customerId],
            order: 'descending',
            limit: 1,
          });
          const [part] = documents[0]?.parts ?? [];
          return part?.kind === 'text' && part.text === `question ${n}`;
        },
        { describe: `question ${n} to be stored`, ...WITHIN },
      );
      const reply = { clientMessageId: `a${n}`, conversationId, parts: [text(`answer ${n}`)] };
      // The second is not the assignee: whoever may not answer is told so, in the same words at each replica.
      const { code } = await from.ask({ reply });
      assert.equal(code, from === device ? 'ok' : 'forbidden');
    }
  });
});
