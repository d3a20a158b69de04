import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentId, CustomerId } from '@onethread/contracts';
import type { IdentityId } from '@onethread/contracts';
import { openCollections } from '../stores/collections.ts';
import { HistoryMemory } from '../stores/history-memory.ts';
import { IDENTITY_FRESH_MS } from '../stores/identity-memory.ts';
import { proposeLink } from './link-identities.ts';
import { ConversationViews } from './reading/conversation-views.ts';
import { receiveMessage } from './receive-message.ts';
import { sendReply } from './send-reply.ts';
import { customerOf, identityRef, inbound, openTestContext, type TestContext } from './testing/test-context.ts';

/** Two processes over one store, each with a memory of its own that may be old. */
async function openTwo(clock?: () => number): Promise<readonly [TestContext, TestContext]> {
  const one = await openTestContext();
  const memory = new HistoryMemory(undefined, clock);
  const collections = { ...(await openCollections(one.store)), memory };
  return [one, { ...one, collections }];
}

const text = (words: string) => ({ kind: 'text', text: words }) as const;
const agent = { agentId: 'agent-1' as AgentId, agentName: 'Ada' };

async function conversationOf(context: TestContext, customerId: CustomerId) {
  const found = await context.collections.conversations.find({ index: 'by_home', equals: [customerId], limit: 1 });
  const [conversation] = found.documents;
  assert.ok(conversation);
  return conversation;
}

describe('what another replica wrote', () => {
  it('a reply goes to the address of the last message, though this replica knows an older one', async () => {
    const [one, other] = await openTwo();
    const pigeon = identityRef('anna');
    const letter = identityRef('anna', 'letter');
    await receiveMessage(one, inbound(pigeon, 'p1'));
    await receiveMessage(one, inbound(letter, 'l1'));
    const [a, b] = [pigeon.identityId as IdentityId, letter.identityId as IdentityId];
    await proposeLink(one, { a, b, evidence: 'agent', proved: true });
    const { _id: conversationId } = await conversationOf(one, customerOf(pigeon));

    await receiveMessage(one, inbound(pigeon, 'p2'));
    const first = await sendReply(other, {
      ...agent,
      conversationId,
      clientMessageId: 'c1',
      parts: [text('by pigeon')],
    });
    assert.equal(first.entry.body.kind === 'reply' && first.entry.body.identityId, pigeon.identityId);
    await receiveMessage(one, inbound(letter, 'l2'));
    const second = await sendReply(other, {
      ...agent,
      conversationId,
      clientMessageId: 'c2',
      parts: [text('by mail')],
    });
    assert.equal(second.entry.body.kind === 'reply' && second.entry.body.identityId, letter.identityId);
    assert.equal(second.entry.customerId, customerOf(letter));
    // Said again after the customer changed the address once more, it is the reply that it was.
    await receiveMessage(one, inbound(pigeon, 'p3'));
    const again = await sendReply(other, { ...agent, conversationId, clientMessageId: 'c2', parts: [text('by mail')] });
    assert.deepEqual(again.entry, second.entry);
    await other.collections.memory.settled();
    await one.close();
  });

  it('streams stay dense and lose nothing while both write them in turn and at once', async () => {
    const [one, other] = await openTwo();
    const anna = identityRef('anna');
    for (let n = 0; n < 10; n += 1) await receiveMessage(n % 2 ? one : other, inbound(anna, `turn-${n}`));
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => receiveMessage(n % 2 ? one : other, inbound(anna, `at-once-${n}`))),
    );
    // The same record at both, as after a rebalance.
    await Promise.all([one, other].map((context) => receiveMessage(context, inbound(anna, 'twice'))));
    const { documents } = await one.collections.entries.find({
      index: 'by_stream',
      equals: [customerOf(anna)],
      limit: 100,
    });
    assert.deepEqual(
      documents.map(({ n }) => n),
      Array.from({ length: 31 }, (_, n) => n + 1),
    );
    const items = await one.collections.items.find({ index: 'by_customer', equals: [customerOf(anna)], limit: 100 });
    assert.equal(items.documents.length, 31);
    await other.collections.memory.settled();
    await one.close();
  });

  it('a new name is shown by each replica within a minute, and put back when the channel says the old one again', async () => {
    let now = 0;
    const [one, other] = await openTwo(() => now);
    const anna = identityRef('anna');
    const named = (id: string, name: string) => inbound(anna, id, { profile: { name } });
    await receiveMessage(other, named('m1', 'Anna'));
    const views = new ConversationViews(other.collections);
    const shown = async () => {
      const { _id } = await conversationOf(other, customerOf(anna));
      return (await views.read([_id]))[0]?.customer?.name;
    };
    assert.equal(await shown(), 'Anna');
    await receiveMessage(one, named('m2', 'Annika'));
    now += IDENTITY_FRESH_MS;
    assert.equal(await shown(), 'Annika');
    await receiveMessage(one, named('m3', 'Annabel'));
    now += IDENTITY_FRESH_MS;
    await receiveMessage(other, named('m4', 'Annika'));
    assert.equal((await one.collections.identities.get(anna.identityId))?.name, 'Annika');
    await other.collections.memory.settled();
    await one.close();
  });
});
