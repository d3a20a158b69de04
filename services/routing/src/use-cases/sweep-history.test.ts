import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { replyEntryId } from '@onethread/contracts';
import type { AgentId, ConversationId } from '@onethread/contracts';
import { faultyDocumentStore } from '@onethread/documents';
import type { DocumentStore } from '@onethread/documents';
import { openCollections } from '../stores/collections.ts';
import { addNote } from './add-note.ts';
import { rebuild } from './rebuild/rebuild.ts';
import { receiveMessage } from './receive-message.ts';
import { sendReply } from './send-reply.ts';
import { sweepHistory } from './sweep-history.ts';
import { shortPages } from './testing/short-pages.ts';
import { customerOf, identityRef, inbound, openTestContext } from './testing/test-context.ts';
import type { TestContext } from './testing/test-context.ts';

const agentId = 'agent-1' as AgentId;
const parts = [{ kind: 'text' as const, text: 'hello' }];

/** The process after this one: it remembers nothing. */
async function successor(context: TestContext): Promise<TestContext> {
  return { ...context, collections: await openCollections(context.store) };
}

async function opened(context: TestContext): Promise<ConversationId> {
  const { entry } = await receiveMessage(context, inbound(identityRef('anna'), 'a1'));
  assert.ok(entry.body.kind === 'message');
  return entry.body.conversationId;
}

describe('the sweeper', () => {
  it('finishes at the next start what a crash left between the commit and its projection', async () => {
    const faults = { dying: false };
    const context = await openTestContext((store) =>
      faultyDocumentStore(store, {
        before: ({ collection }) => (faults.dying && collection === 'items' ? 'refuse' : 'pass'),
      }),
    );
    const conversationId = await opened(context);
    faults.dying = true;
    const note = { agentId, agentName: 'Ada', clientMessageId: 'n1', conversationId, parts };
    await assert.rejects(addNote(context, note), { code: 'store-unavailable' });
    const next = await successor(context);
    next.clock.advance(10_000);
    await sweepHistory(next, {});
    const { documents } = await next.collections.items.find({
      index: 'by_customer',
      equals: [`c_${identityRef('anna').identityId}`],
      limit: 10,
    });
    assert.deepEqual(
      documents.map(({ type }) => type),
      ['message', 'note'],
    );
    assert.equal((await rebuild(next, { repair: false })).differences, 0);
    await context.close();
  });

  it('finishes all of them in one round, also where they are so large that pages end early', async () => {
    const faults = { dying: false };
    const context = await openTestContext((store) =>
      faultyDocumentStore(store, {
        before: ({ collection }) => (faults.dying && collection === 'items' ? 'refuse' : 'pass'),
      }),
    );
    const names = ['anna', 'bert', 'cleo', 'dora', 'emil'];
    const notes = [];
    for (const name of names) {
      const { entry } = await receiveMessage(context, inbound(identityRef(name), `${name}1`));
      assert.ok(entry.body.kind === 'message');
      const { conversationId } = entry.body;
      notes.push({ agentId, agentName: 'Ada', clientMessageId: `n-${name}`, conversationId, parts });
    }
    faults.dying = true;
    for (const note of notes) await assert.rejects(addNote(context, note));
    const next = { ...context, collections: await openCollections(shortPages(context.store, 2)) };
    next.clock.advance(10_000);
    await sweepHistory(next, {});
    const shown = await Promise.all(
      names.map(async (name) => {
        const query = { index: 'by_customer', equals: [customerOf(identityRef(name))], limit: 10 };
        return (await next.collections.items.find(query)).documents.length;
      }),
    );
    assert.deepEqual(shown, [2, 2, 2, 2, 2]);
    await context.close();
  });

  it('hands over a reply whose relay failed', async () => {
    const context = await openTestContext();
    const conversationId = await opened(context);
    const down = { ...context, publish: () => Promise.reject(new Error('the log is down')) };
    const reply = { agentId, agentName: 'Ada', clientMessageId: 'c1', conversationId, parts };
    const { itemId } = await sendReply(down, reply);
    await context.collections.memory.settled();
    const outbound = () => context.published.filter(({ topic }) => topic.startsWith('outbound.'));
    await sweepHistory(context, {});
    assert.equal(outbound().length, 0, 'not before its time');
    context.clock.advance(5000);
    await sweepHistory(context, {});
    await sweepHistory(context, {});
    assert.equal(outbound().length, 1);
    assert.equal((await context.collections.items.get(itemId))?.relayedAttempt, 1);
    await context.close();
  });

  it('goes on past what cannot be finished: one customer’s fault keeps nobody else waiting', async () => {
    const context = await openTestContext();
    const bert = await receiveMessage(context, inbound(identityRef('bert'), 'b1'));
    const anna = await opened(context);
    const annasKey = identityRef('anna').identityId;
    let isDown = true;
    const publish: TestContext['publish'] = async (records) => {
      if (isDown || records.some(({ key }) => key === annasKey)) throw new Error('this one never goes out');
      await context.publish(records);
    };
    const faulty = { ...context, publish };
    const reply = { agentId, agentName: 'Ada', parts };
    await sendReply(faulty, { ...reply, clientMessageId: 'c1', conversationId: anna });
    await sendReply(faulty, {
      ...reply,
      clientMessageId: 'c2',
      conversationId: bert.entry.body.kind === 'message' ? bert.entry.body.conversationId : anna,
    });
    await context.collections.memory.settled();
    context.clock.advance(6000);
    isDown = false;
    const { more } = await sweepHistory(faulty, {});
    const outbound = context.published.filter(({ topic }) => topic.startsWith('outbound.'));
    assert.deepEqual(
      outbound.map(({ key }) => key),
      [identityRef('bert').identityId],
    );
    assert.equal(more, false);
    await context.close();
  });

  it('projects other streams past one that cannot be projected, and never vouches for that one', async () => {
    const faults = { ofAnna: false, ofAll: false };
    const annas = `c_${identityRef('anna').identityId}`;
    const wrap = (store: DocumentStore): DocumentStore =>
      faultyDocumentStore(store, {
        before: ({ collection, isWrite, id }) => {
          if (collection !== 'items' || !isWrite) return 'pass';
          return faults.ofAll || (faults.ofAnna && id === replyEntryId(agentId, 'n1')) ? 'refuse' : 'pass';
        },
      });
    const context = await openTestContext(wrap);
    const anna = await opened(context);
    const { entry } = await receiveMessage(context, inbound(identityRef('bert'), 'b1'));
    const note = { agentId, agentName: 'Ada', parts };
    faults.ofAll = true;
    await assert.rejects(addNote(context, { ...note, clientMessageId: 'n1', conversationId: anna }));
    assert.ok(entry.body.kind === 'message');
    await assert.rejects(
      addNote(context, { ...note, clientMessageId: 'n2', conversationId: entry.body.conversationId }),
    );
    faults.ofAll = false;
    faults.ofAnna = true;
    const notesOf = async (customer: string): Promise<number> => {
      const page = await context.collections.items.find({ index: 'by_customer', equals: [customer], limit: 10 });
      return page.documents.filter(({ type }) => type === 'note').length;
    };
    const next = { ...context, collections: await openCollections(wrap(context.store)) };
    const position = {};
    for (let round = 0; round < 3; round += 1) {
      next.clock.advance(20_000);
      await sweepHistory(next, position);
    }
    assert.deepEqual([await notesOf(annas), await notesOf(entry.customerId)], [0, 1]);
    faults.ofAnna = false;
    const third = await successor(context);
    await sweepHistory(third, {});
    assert.equal(await notesOf(annas), 1);
    await context.close();
  });

  it('costs a few empty reads and no write when there is nothing to do', async () => {
    const calls: string[] = [];
    const context = await openTestContext((store) =>
      faultyDocumentStore(store, {
        before: ({ isWrite }) => void calls.push(isWrite ? 'write' : 'read'),
      }),
    );
    const position = {};
    await sweepHistory(context, position);
    calls.length = 0;
    context.clock.advance(5000);
    await sweepHistory(context, position);
    assert.ok(calls.length <= 7, calls.join(' '));
    assert.ok(!calls.includes('write'));
    await context.close();
  });
});

describe('rebuild', () => {
  it('finds what differs from the entries, repairs it, and then finds nothing', async () => {
    const context = await openTestContext();
    const conversationId = await opened(context);
    await addNote(context, { agentId, agentName: 'Ada', clientMessageId: 'n1', conversationId, parts });
    await sweepHistory(context, {});
    assert.equal((await rebuild(context, { repair: false })).differences, 0);
    const { collections } = context;
    const [item] = (
      await collections.items.find({
        index: 'by_customer',
        equals: [`c_${identityRef('anna').identityId}`],
        limit: 1,
      })
    ).documents;
    assert.ok(item);
    await collections.items.replace({ ...item, parts: [{ kind: 'text', text: 'forged' }] });
    const conversation = await collections.conversations.get(conversationId);
    assert.ok(conversation);
    await collections.conversations.replace({ ...conversation, state: 'resolved', assigneeId: agentId });
    const thread = await collections.threads.get(item.streamId);
    assert.ok(thread);
    await collections.threads.remove(thread._id);
    const found = await rebuild(await successor(context), { repair: true });
    assert.deepEqual(
      new Set(found.examples.map((id) => id.split('/')[0])),
      new Set(['conversations', 'items', 'threads']),
    );
    assert.equal((await rebuild(await successor(context), { repair: false })).differences, 0);
    const repaired = await collections.conversations.get(conversationId);
    assert.deepEqual([repaired?.state, repaired?.assigneeId], ['open', agentId], 'assignment is not a projection');
    await context.close();
  });
});
