import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { AgentId, ConversationId } from '@onethread/contracts';
import { faultyDocumentStore } from '@onethread/documents';
import type { RpcError } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import type { ConversationChanged } from '../../live/event-hub.ts';
import { changePresence } from '../../use-cases/assignment/change-presence.ts';
import { receiveMessage } from '../../use-cases/receive-message.ts';
import { ConversationViews } from '../../use-cases/reading/conversation-views.ts';
import { identityRef, inbound, openTestContext } from '../../use-cases/testing/test-context.ts';
import type { TestContext } from '../../use-cases/testing/test-context.ts';
import type { GrpcContext } from './grpc-context.ts';
import { MAX_UNREAD_CHANGES, StateFanOut } from './state-fan-out.ts';

const agentId = 'ada' as AgentId;

/** One of Ada's, which takes down what it is told, and whether it began anew. */
function streamOf(told: unknown[]) {
  const send = (message: unknown) => told.push(message);
  return {
    agentId,
    welcomed: true,
    follows: () => false,
    hasOwn: () => false,
    sees: () => true,
    renew: () => Promise.resolve(false),
    send,
    sendConversation: (_: unknown, message: unknown) => send(message),
  };
}

/** Tells this stream alone. */
function fanOutTo(useCases: TestContext, stream: object): StateFanOut {
  return new StateFanOut({
    useCases,
    views: new ConversationViews(useCases.collections),
    streams: { size: 1, ofAgent: () => [stream], welcomed: () => [stream] },
  } as unknown as GrpcContext);
}

test('what changed while the store did not answer is told when it does', async () => {
  const faults = { isDown: false };
  const useCases = await openTestContext((store) =>
    faultyDocumentStore(store, { before: () => (faults.isDown ? 'refuse' : 'pass') }),
  );
  const { entry } = await receiveMessage(useCases, inbound(identityRef('anna'), 'a1'));
  const presence = { presence: 'available', changedAt: 1, streams: ['r'] } as const;
  const settings = { role: 'agent', disabled: false, pool: 'main', capacity: 10, holds: [] } as const;
  const counts = { epoch: 1, lastAssignedAt: 0, missedInARow: 0 };
  await useCases.collections.agents.insert({ _id: agentId, name: 'Ada', email: 'a@b', ...settings, ...counts });
  await useCases.collections.presence.insert({ _id: agentId, ...presence });
  const told: unknown[] = [];
  const stream = streamOf(told);
  const fanOut = fanOutTo(useCases, stream);
  const conversationId = (entry.body as { conversationId: ConversationId }).conversationId;
  faults.isDown = true;
  fanOut.onConversation({ version: 1, type: 'conversation', conversationId, rev: 1, agentIds: [agentId] });
  fanOut.onAgent({ version: 1, type: 'agent', agentId, rev: 1 });
  await setImmediate();
  faults.isDown = false;
  await waitFor(() => told.length === 2, { describe: 'conversation and agent' });
  fanOut.stop();
  await useCases.close();
});

const changed = (id: string): ConversationChanged => ({
  version: 1,
  type: 'conversation',
  rev: 1,
  agentIds: [],
  conversationId: id as ConversationId,
});

test('with more changes than it keeps while the store does not answer, streams are sent to begin anew', async () => {
  const useCases = await openTestContext((store) => faultyDocumentStore(store, { before: () => 'refuse' }));
  const closed: string[] = [];
  const stream = { agentId, welcomed: true, send: () => {}, close: ({ code }: RpcError) => void closed.push(code) };
  const fanOut = fanOutTo(useCases, stream);
  for (let n = 0; n < MAX_UNREAD_CHANGES; n += 1) fanOut.onConversation(changed(`v_${n}`));
  assert.deepEqual(closed, []);
  for (let n = 0; n < 200; n += 1) fanOut.onConversation(changed(`w_${n}`));
  assert.deepEqual(closed, ['exhausted']);
  fanOut.stop();
  await useCases.close();
});

test('what changes soon after others were told is read together, a moment later', async (t) => {
  const useCases = await openTestContext();
  const received = await Promise.all(
    ['anna', 'ben', 'carla', 'dora'].map((name) => receiveMessage(useCases, inbound(identityRef(name), name))),
  );
  const told: unknown[] = [];
  const stream = streamOf(told);
  const fanOut = fanOutTo(useCases, stream);
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const reads = t.mock.method(useCases.collections.conversations, 'getMany');
  const changes = received.map(({ entry }) => (entry.body as { conversationId: ConversationId }).conversationId);
  for (const [n, conversationId] of changes.entries()) {
    fanOut.onConversation({ ...changed(conversationId), agentIds: [agentId] });
    if (n === 0) while (told.length === 0) await setImmediate();
    for (let turn = 0; turn < 10; turn += 1) await setImmediate();
  }
  assert.equal(reads.mock.callCount(), 1);
  t.mock.timers.tick(20);
  while (told.length < changes.length) await setImmediate();
  assert.equal(reads.mock.callCount(), 2);
  fanOut.stop();
  await useCases.close();
});

test('an agent who opens another tab is no news to anybody; one who goes is', async () => {
  const useCases = await openTestContext();
  const settings = { role: 'agent', disabled: false, pool: 'main', capacity: 10, holds: [] } as const;
  const counts = { epoch: 1, lastAssignedAt: 0, missedInARow: 0 };
  await useCases.collections.agents.insert({ _id: agentId, name: 'Ada', email: 'a@b', ...settings, ...counts });
  const told: unknown[] = [];
  const stream = streamOf(told);
  const fanOut = fanOutTo(useCases, stream);
  const reads = mock.method(useCases.collections.presence, 'get');
  const becomes = async (streams: readonly string[], expected: number): Promise<void> => {
    await changePresence(useCases.collections, agentId, (present) => ({ ...present, presence: 'available', streams }));
    const before = reads.mock.callCount();
    fanOut.onAgent({ version: 1, type: 'agent', agentId, rev: 1 });
    await waitFor(() => reads.mock.callCount() > before, { describe: 'the agent to be looked at' });
    await reads.mock.calls.at(-1)?.result;
    await setImmediate();
    assert.equal(told.length, expected);
  };
  await becomes(['r/1'], 1);
  await becomes(['r/1', 'r/2'], 1);
  await becomes([], 2);
  await becomes(['r/1'], 3);
  fanOut.stop();
  await useCases.close();
});
