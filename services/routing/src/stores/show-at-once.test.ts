import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentId } from '@onethread/contracts';
import { faultyDocumentStore } from '@onethread/documents';
import type { UseCaseContext } from '../use-cases/context.ts';
import { receiveMessage } from '../use-cases/receive-message.ts';
import { sendReply } from '../use-cases/send-reply.ts';
import { identityRef, inbound, openTestContext } from '../use-cases/testing/test-context.ts';
import type { TestContext } from '../use-cases/testing/test-context.ts';

const anna = identityRef('anna');

/** A context that writes down, in order, what is stored, shown and announced of entries and items. */
async function openNoting(): Promise<{ context: UseCaseContext; base: TestContext; noted: string[] }> {
  const noted: string[] = [];
  const base = await openTestContext((store) =>
    faultyDocumentStore(store, {
      after: ({ collection, method }) => {
        if (method === 'insert' && ['entries', 'items'].includes(collection)) noted.push(collection);
      },
    }),
  );
  const context: UseCaseContext = {
    ...base,
    showHere: ({ n }) => noted.push(`shown ${n}`),
    announce: async (events) => {
      for (const { event } of events) if (event.type === 'entry') noted.push(`announced ${event.entry.n}`);
    },
  };
  return { context, base, noted };
}

describe('showing at once', () => {
  it('is for a customer’s further words: as soon as they are stored, before they are projected and announced', async () => {
    const { context, base, noted } = await openNoting();
    await receiveMessage(context, inbound(anna, 'a1'));
    assert.deepEqual(noted.splice(0), ['entries', 'items', 'announced 1']);
    await receiveMessage(context, inbound(anna, 'a2'));
    assert.deepEqual(noted.splice(0), ['entries', 'shown 2', 'items', 'announced 2']);
    await receiveMessage(context, inbound(anna, 'a2'));
    assert.deepEqual(noted.splice(0), ['entries', 'announced 2']);
    await base.close();
  });

  it('waits for what stands before it, and is not for others’ words', async () => {
    const { context, base, noted } = await openNoting();
    const [first] = await Promise.all(['a1', 'a2'].map((id) => receiveMessage(context, inbound(anna, id))));
    await receiveMessage(context, inbound(anna, 'a3', { author: 'agent' }));
    assert.ok(first?.entry.body.kind === 'message');
    const { conversationId } = first.entry.body;
    const reply = { agentId: 'ada' as AgentId, agentName: 'Ada', clientMessageId: 'r1', conversationId };
    await sendReply(context, { ...reply, parts: [{ kind: 'text', text: 'hello' }] });
    assert.deepEqual(
      noted.filter((note) => note.startsWith('shown')),
      [],
    );
    await base.close();
  });
});
