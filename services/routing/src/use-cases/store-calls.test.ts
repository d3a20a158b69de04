import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentId } from '@onethread/contracts';
import { faultyDocumentStore } from '@onethread/documents';
import { receiveMessage } from './receive-message.ts';
import { sendReply } from './send-reply.ts';
import { identityRef, inbound, openTestContext } from './testing/test-context.ts';

describe('what a message costs', () => {
  it('is three writes and no read in a hot conversation: entry, item, conversation', async () => {
    const calls: string[] = [];
    const context = await openTestContext((store) =>
      faultyDocumentStore(store, {
        before: ({ collection, method }) => void calls.push(`${collection}.${method}`),
      }),
    );
    const anna = identityRef('anna');
    await receiveMessage(context, inbound(anna, 'a1'));
    calls.length = 0;
    await receiveMessage(context, inbound(anna, 'a2'));
    assert.deepEqual(calls.toSorted(), ['conversations.replace', 'entries.insert', 'items.insert']);
    await context.close();
  });

  it('of a first message and of a reply stays bounded', async () => {
    const calls: string[] = [];
    const context = await openTestContext((store) =>
      faultyDocumentStore(store, {
        before: ({ collection, method }) => void calls.push(`${collection}.${method}`),
      }),
    );
    const { entry } = await receiveMessage(context, inbound(identityRef('anna'), 'a1'));
    const first = calls.splice(0);
    assert.ok(first.length <= 10, first.join(' '));
    assert.ok(entry.body.kind === 'message');
    const { conversationId } = entry.body;
    const reply = { agentId: 'agent-1' as AgentId, agentName: 'Ada', clientMessageId: 'c1', conversationId };
    await sendReply(context, { ...reply, parts: [{ kind: 'text', text: 'hi' }] });
    await context.collections.memory.settled();
    // Beside the reply itself: whether it may go there is asked as it is taken and again as it goes, and when the person wrote.
    assert.ok(calls.length <= 13, calls.join(' '));
    await context.close();
  });
});
