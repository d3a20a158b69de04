import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { followUpEntryId } from '@onethread/contracts';
import type { AgentId, EntryId, IdentityId } from '@onethread/contracts';
import { placePlaceholder } from '../place-placeholder.ts';
import { closePlaceholder, placeholderOf } from '../placeholders.ts';
import { receiveMessage } from '../receive-message.ts';
import { recordStatus } from '../record-status.ts';
import { sendReply } from '../send-reply.ts';
import { identityRef, inbound, openTestContext, type TestContext } from '../testing/test-context.ts';
import { rebuild } from './rebuild.ts';

describe('rebuilding projections', () => {
  let context: TestContext;
  before(async () => void (context = await openTestContext()));
  after(() => context.close());
  const anna = identityRef('anna');
  const identityId = anna.identityId as IdentityId;
  const differences = async (repair = false) => {
    await context.collections.memory.settled();
    const examples: string[] = [];
    await rebuild(context, { repair }, (progress) => void examples.push(...progress.examples));
    return examples;
  };

  it('makes placeholders that were filled in, given up or left open, and replies that wait, as they are', async () => {
    for (const recordId of ['t/0/1', 't/0/2', 't/0/3'])
      await placePlaceholder(context, { recordId, identityId, identity: anna, code: 'schema' });
    const { entry } = await receiveMessage(context, inbound(anna, 'a1'), { replayOf: 't/0/1' });
    const filled = followUpEntryId('t/0/1', 'placeholder');
    assert.equal((await context.collections.items.get(filled))?.type, 'message');
    assert.equal(
      await context.collections.items.get(entry.entryId),
      undefined,
      'one item, at the place of the placeholder',
    );
    const dropped = await placeholderOf(context, { recordId: 't/0/2' });
    assert.ok(dropped);
    await closePlaceholder(context, dropped, 'dropped', 'spam');
    const item = await context.collections.items.get(filled);
    assert.ok(item);
    const { itemId } = await sendReply(context, {
      agentId: 'agent-1' as AgentId,
      agentName: 'Ada',
      clientMessageId: 'c1',
      conversationId: item.conversationId,
      parts: [{ kind: 'text', text: 'hello' }],
    });
    await context.collections.memory.settled();
    const word = { version: 1, type: 'status', occurredAt: 0, identity: anna, entryId: itemId, attempt: 1 } as const;
    await recordStatus(context, { ...word, status: 'sending' });
    const reason = { code: '429', text: 'later', permanent: false };
    assert.equal(await recordStatus(context, { ...word, status: 'sending', reason }), 'recorded');
    assert.equal(await recordStatus(context, { ...word, status: 'sending', reason }), 'known');
    assert.deepEqual(await differences(), []);
  });

  it('finds an item that no entry makes, and removes it', async () => {
    const { items } = context.collections;
    const { entry } = await receiveMessage(context, inbound(anna, 'a2'));
    const own = await items.get(entry.entryId);
    assert.ok(own);
    const { rev: _rev, ...copy } = own;
    await items.insert({ ...copy, _id: 'm_nobody' as EntryId, providerKeys: [] });
    assert.deepEqual(await differences(), ['items/m_nobody']);
    assert.deepEqual(await differences(true), ['items/m_nobody']);
    assert.deepEqual(await differences(), []);
  });
});
