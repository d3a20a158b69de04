import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AgentId, ConversationId } from '@onethread/contracts';
import { receiveMessage } from './receive-message.ts';
import { sendReply } from './send-reply.ts';
import { identityRef, inbound, openTestContext } from './testing/test-context.ts';
import type { TestContext } from './testing/test-context.ts';

const request = (conversationId: ConversationId, clientMessageId: string) => ({
  agentId: 'agent-1' as AgentId,
  agentName: 'Ada',
  clientMessageId,
  conversationId,
  parts: [{ kind: 'text' as const, text: 'hello' }],
});

describe('send-reply', () => {
  let context: TestContext;
  before(async () => {
    context = await openTestContext();
  });
  after(() => context.close());

  it('stores a reply once, relays it once and marks it relayed', async () => {
    const anna = identityRef('anna');
    const { entry } = await receiveMessage(context, inbound(anna, 'a1'));
    assert.ok(entry.body.kind === 'message');
    const first = await sendReply(context, request(entry.body.conversationId, 'c1'));
    await context.collections.memory.settled();
    const again = await sendReply(context, request(entry.body.conversationId, 'c1'));
    await context.collections.memory.settled();
    assert.equal(first.outcome, 'queued');
    assert.deepEqual(again, first);
    const outbound = context.published.filter(({ topic }) => topic === 'outbound.pigeon.v1');
    assert.equal(outbound.length, 1);
    assert.equal(outbound[0]?.key, anna.identityId);
    const item = await context.collections.items.get(first.itemId);
    assert.equal(item?.status, 'queued');
    assert.equal(item?.relayAt, undefined);
    assert.equal(item?.relayedAttempt, 1);
  });

  it('hands two quick replies to the channel in their order, however slowly the first is handed over', async () => {
    const dora = identityRef('dora');
    const { entry } = await receiveMessage(context, inbound(dora, 'd1'));
    assert.ok(entry.body.kind === 'message');
    const { conversationId } = entry.body;
    const { publish } = context;
    const slow = Promise.withResolvers<void>();
    let calls = 0;
    const slowly: TestContext = {
      ...context,
      publish: async (records) => {
        calls += 1;
        if (calls === 1) await slow.promise;
        await publish(records);
      },
    };
    const first = await sendReply(slowly, request(conversationId, 'd-c1'));
    const second = await sendReply(slowly, request(conversationId, 'd-c2'));
    slow.resolve();
    await context.collections.memory.settled();
    const order = context.published
      .filter(({ topic, key }) => topic === 'outbound.pigeon.v1' && key === dora.identityId)
      .map(({ value }) => (JSON.parse(value) as { entryId: string }).entryId);
    assert.deepEqual(order, [first.itemId, second.itemId]);
  });

  it('holds a reply that was written before the customer wrote again', async () => {
    const ben = identityRef('ben');
    const { entry } = await receiveMessage(context, inbound(ben, 'b1'));
    await receiveMessage(context, inbound(ben, 'b2'));
    assert.ok(entry.body.kind === 'message');
    const reply = request(entry.body.conversationId, 'c2');
    const held = await sendReply(context, { ...reply, seen: { [entry.streamId]: entry.n } });
    assert.equal(held.outcome, 'held');
    const informed = { ...reply, clientMessageId: 'c3', seen: { [entry.streamId]: held.entry.n } };
    assert.equal((await sendReply(context, informed)).outcome, 'queued');
  });
});
