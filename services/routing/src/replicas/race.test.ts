import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ConversationId } from '@onethread/contracts';
import type { Conversation, Result } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import type { AgentDevice } from '../adapters/grpc/testing/agent-device.ts';
import { person, type Person } from '../adapters/grpc/testing/open-routing.ts';
import { openReplicas, type Replica, type ReplicaSet } from './testing/replica-set.ts';
import { holdersOf, WITHIN } from './testing/served.ts';

const AGENTS = 100;

async function says(device: AgentDevice, presence: 'AVAILABLE' | 'BUSY'): Promise<void> {
  assert.equal((await device.ask({ setPresence: { presence } })).code, 'ok');
}

function told(device: AgentDevice, { customerId }: Person, isWished: (conversation: Conversation) => boolean) {
  return device.until(({ conversation }) =>
    conversation?.customerId === customerId && isWished(conversation) ? conversation : undefined,
  );
}

describe('a hundred agents on two replicas', () => {
  let set: ReplicaSet;
  const devices: AgentDevice[] = [];
  before(async () => {
    set = await openReplicas(2);
    for (let n = 0; n < AGENTS; n += 1) {
      await set.agent(`agent-${n}`);
      devices.push(await arrive(`agent-${n}`, n % 2));
    }
  });
  after(() => set[Symbol.asyncDispose]());

  /** Connected at one of the replicas and busy: nothing is offered. */
  async function arrive(agentId: string, at: number): Promise<AgentDevice> {
    const device = await (set.replicas[at] as Replica).device(agentId);
    assert.equal((await device.ask({ hello: { clientId: `${agentId} ${at}` } })).code, 'ok');
    await says(device, 'BUSY');
    return device;
  }
  /** Agent 7 is the only one who is available while it comes. */
  async function offeredToSeven(customer: Person): Promise<{ conversationId: string; reservationId: string }> {
    const seven = devices[7] as AgentDevice;
    await says(seven, 'AVAILABLE');
    await set.writes(customer, 'hello');
    const { conversationId, reservation } = await told(
      seven,
      customer,
      (one) => one.reservation?.agentId === 'agent-7',
    );
    await says(seven, 'BUSY');
    return { conversationId, reservationId: reservation?.reservationId ?? '' };
  }
  async function assignmentsOf({ customerId }: Person): Promise<number> {
    const query = { index: 'by_stream', equals: [customerId], limit: 100 } as const;
    const { documents } = await set.stored.entries.find(query);
    return documents.filter(({ body }) => body.kind === 'assigned').length;
  }
  /** One has it, in every book; all others were told who. */
  async function assertOneWinner(results: ReadonlyMap<string, Result>, customer: Person, conversationId: string) {
    const [winner, ...others] = [...results].flatMap(([agentId, { code }]) => (code === 'ok' ? [agentId] : []));
    assert.deepEqual(others, []);
    for (const [agentId, { code, message }] of results) {
      if (agentId !== winner) assert.deepEqual([code, message], ['taken', `${winner} was faster`]);
    }
    const id = conversationId as ConversationId;
    assert.equal((await set.stored.conversations.get(id))?.assigneeId, winner);
    await waitFor(async () => (await assignmentsOf(customer)) === 1, {
      describe: 'one event of assignment',
      ...WITHIN,
    });
    assert.deepEqual((await holdersOf(set)).get(id), [winner]);
  }
  /** All of them at once; what each was told. */
  async function allAsk(command: (n: number) => Parameters<AgentDevice['ask']>[0]): Promise<Map<string, Result>> {
    const answers = devices.map(async (device, n) => [`agent-${n}`, await device.ask(command(n))] as const);
    return new Map(await Promise.all(answers));
  }

  it('take the same conversation: one has it, the others are told who', async () => {
    const customer = person('taken by one');
    await set.writes(customer, 'hello');
    const { conversationId } = await told(devices[0] as AgentDevice, customer, (one) => one.waitingSinceMs > 0);
    const results = await allAsk(() => ({ take: { conversationId } }));
    await assertOneWinner(results, customer, conversationId);
  });

  it('accept the same offer: whoever it was made to has it, the others are told who', async () => {
    const customer = person('offered to one');
    const accept = await offeredToSeven(customer);
    const results = await allAsk(() => ({ accept }));
    assert.equal(results.get('agent-7')?.code, 'ok');
    await assertOneWinner(results, customer, accept.conversationId);
  });

  it('take it while old offers of it are accepted: one has it, and no old offer does anything', async () => {
    const customer = person('offered before');
    const accept = await offeredToSeven(customer);
    assert.equal((await devices[7]?.ask({ decline: accept }))?.code, 'ok');
    const { conversationId } = accept;
    const results = await allAsk((n) => (n % 3 === 0 ? { accept } : { take: { conversationId } }));
    for (let n = 0; n < AGENTS; n += 3) {
      const code = results.get(`agent-${n}`)?.code ?? '';
      assert.ok(['taken', 'expired'].includes(code), code);
      results.delete(`agent-${n}`);
    }
    await assertOneWinner(results, customer, conversationId);
  });

  it('one of them works on both replicas: offered on both, accepted on both, held once', async () => {
    const customer = person('of two streams');
    const [here, there] = [devices[7] as AgentDevice, await arrive('agent-7', 0)];
    const accept = await offeredToSeven(customer);
    for (const device of [here, there]) await told(device, customer, (one) => one.reservation?.agentId === 'agent-7');
    const stranger = await devices[8]?.ask({ decline: accept });
    assert.equal(stranger?.code, 'expired', 'the offer of somebody else');
    const results = await Promise.all([here, there].map((device) => device.ask({ accept })));
    assert.deepEqual(
      results.map(({ code }) => code),
      ['ok', 'ok'],
    );
    assert.equal((await here.ask({ accept })).code, 'ok', 'accepted again');
    assert.equal((await there.ask({ decline: accept })).code, 'expired', 'declined after it was accepted');
    const id = accept.conversationId as ConversationId;
    await waitFor(async () => (await assignmentsOf(customer)) === 1, {
      describe: 'one event of assignment',
      ...WITHIN,
    });
    assert.deepEqual((await holdersOf(set)).get(id), ['agent-7']);

    await there.leave();
    assert.equal((await here.ask({ setPresence: { presence: 'AVAILABLE' } })).code, 'ok');
    const next = person('after one stream was lost');
    await set.writes(next, 'hello');
    await told(here, next, (one) => one.reservation?.agentId === 'agent-7');
    await says(here, 'BUSY');
  });
});
