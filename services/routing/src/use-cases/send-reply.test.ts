import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AgentId, ConversationId, IdentityId } from '@onethread/contracts';
import { proposeLink, retractLink } from './link-identities.ts';
import { receiveMessage } from './receive-message.ts';
import { resolveConversation } from './resolve-conversation.ts';
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

  it('goes to whom it concerned while two were one, however much they wrote elsewhere before', async () => {
    const [eva, phone] = [identityRef('eva'), identityRef('phone', 'drum')];
    const write = async (who: typeof eva, text: string): Promise<ConversationId> => {
      context.clock.advance(1000);
      const { entry } = await receiveMessage(context, inbound(who, text));
      assert.ok(entry.body.kind === 'message');
      return entry.body.conversationId;
    };
    const shared = await write(phone, 'p1');
    const own = await write(eva, 'e0');
    for (let n = 1; n <= 100; n += 1) await write(eva, `e${n}`);
    await resolveConversation(context, { agentId: 'agent-1' as AgentId, conversationId: own });
    const ends = { a: eva.identityId as IdentityId, b: phone.identityId as IdentityId };
    await proposeLink(context, { ...ends, evidence: 'agent', proved: false });
    assert.equal(await write(eva, 'together'), shared);
    await retractLink(context, ends);
    const reply = { ...request(shared, 'e-c1'), identityId: ends.a };
    assert.equal((await sendReply(context, reply)).outcome, 'queued');
    const stranger = identityRef('stranger');
    await write(stranger, 's1');
    const misled = { ...request(shared, 's-c1'), identityId: stranger.identityId as IdentityId };
    await assert.rejects(sendReply(context, misled), { code: 'invalid' });
  });
});
