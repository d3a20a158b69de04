import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inboundRecordSchema, type AgentId, type InboundRevision } from '@onethread/contracts';
import { openSqliteSearchIndex, SearchUnavailableError, type SearchIndex } from '@onethread/search';
import { applyRevision } from '../apply-revision.ts';
import { decideReply } from '../decide-reply.ts';
import { addNote } from '../add-note.ts';
import { OpaqueTokens } from '../reading/opaque-token.ts';
import { receiveMessage } from '../receive-message.ts';
import { sendReply } from '../send-reply.ts';
import { customerOf, identityRef, inbound, openTestContext, type TestContext } from '../testing/test-context.ts';
import { completeSearch } from './complete-search.ts';
import { rebuildSearch } from './rebuild-search.ts';
import { searchHistory, type SearchHit } from './search-history.ts';
import { SearchFeed } from './search-feed.ts';

const anna = identityRef('anna');
const agent = { agentId: 'agent-1' as AgentId, agentName: 'Ada' };
const text = (words: string) => ({ kind: 'text', text: words }) as const;

interface Stage extends TestContext {
  readonly search: SearchIndex;
  readonly feed: SearchFeed;
  /** Feeds everything that was announced, from the beginning: as a log that delivers again does. */
  feedAll(): Promise<void>;
  hits(query: string): Promise<readonly SearchHit[]>;
}

async function openStage(): Promise<Stage> {
  const context = await openTestContext();
  const search = await openSqliteSearchIndex({ file: ':memory:' });
  const feed = new SearchFeed({ ...context, search }, { gatherMs: 1 });
  const tokens = new OpaqueTokens('a secret of tests');
  return {
    ...context,
    search,
    feed,
    feedAll: async () => {
      await context.collections.memory.settled();
      await Promise.all(
        context.announced.flatMap(({ event }) => (event.type === 'entry' ? [feed.take(event.entry)] : [])),
      );
    },
    hits: async (query) =>
      (await searchHistory({ ...context, search, tokens }, { query, pageToken: '', pageSize: 100 })).hits,
    close: async () => {
      await feed.stop();
      await search.close();
      await context.close();
    },
  };
}

function revision(id: string, change: InboundRevision['change']): InboundRevision {
  return inboundRecordSchema.parse({
    version: 1,
    type: 'revision',
    occurredAt: 0,
    entryId: `e_${id}_${change.kind}`,
    identity: anna,
    providerMessageId: id,
    change,
  }) as InboundRevision;
}

async function conversationOf({ collections }: Stage) {
  const query = { index: 'by_home', equals: [customerOf(anna)], limit: 1 } as const;
  const [conversation] = (await collections.conversations.find(query)).documents;
  assert.ok(conversation);
  return conversation._id;
}

void describe('what is found of history', () => {
  void test('messages, replies, notes, names of files and persons, each as what it is', async (t) => {
    const stage = await openStage();
    t.after(() => stage.close());
    const file = {
      kind: 'file',
      blobId: 'b1',
      name: 'invoice_2026.pdf',
      contentType: 'application/pdf',
      size: 1,
    } as const;
    const parts = [text('a marker in words'), file];
    await receiveMessage(
      stage,
      inbound(anna, 'm1', { profile: { name: 'Anna Marker' }, parts, subject: 'On invoices' }),
    );
    const conversationId = await conversationOf(stage);
    await sendReply(stage, { ...agent, conversationId, clientMessageId: 'r', parts: [text('a marker in a reply')] });
    await addNote(stage, { ...agent, conversationId, clientMessageId: 'n', parts: [text('a marker in a note')] });
    await stage.feedAll();
    const kinds = (await stage.hits('marker')).map(({ kind }) => kind);
    assert.deepEqual(kinds.toSorted(), ['message', 'note', 'person', 'reply']);
    const [byFile] = await stage.hits('2026');
    assert.deepEqual([byFile?.kind, byFile?.excerpt], ['file', 'invoice_2026.pdf']);
    const [bySubject] = await stage.hits('invoices');
    assert.equal(bySubject?.kind, 'message');
  });

  void test('the text as it is now: edited, withdrawn and discarded words are not found, whenever they were announced', async (t) => {
    const stage = await openStage();
    t.after(() => stage.close());
    for (const id of ['m1', 'm2']) await receiveMessage(stage, inbound(anna, id, { parts: [text(`first ${id}`)] }));
    const conversationId = await conversationOf(stage);
    const held = await sendReply(stage, {
      ...agent,
      conversationId,
      clientMessageId: 'r',
      parts: [text('first draft')],
      seen: {},
    });
    assert.equal(held.outcome, 'held');
    await stage.feedAll();
    assert.equal((await stage.hits('first')).length, 3);
    await applyRevision(stage, revision('m1', { kind: 'edit', parts: [text('second m1')] }));
    await applyRevision(stage, revision('m2', { kind: 'unsend' }));
    await decideReply(stage, { itemId: held.itemId, decision: 'discard', agentId: agent.agentId });
    await stage.collections.memory.settled();
    assert.deepEqual(await stage.hits('first'), [], 'not even before the index knows');
    await stage.feedAll();
    await stage.feedAll();
    assert.deepEqual(await stage.hits('first'), []);
    assert.equal((await stage.hits('second')).length, 1);
    assert.equal(await stage.search.count(100), 2, 'the edited message and its person');
  });

  void test('a record is done once it is in the index, and comes again where the index did not answer', async (t) => {
    const stage = await openStage();
    t.after(() => stage.close());
    const { entry } = await receiveMessage(stage, inbound(anna, 'm1', { parts: [text('needle')] }));
    const broken = { ...stage.search, index: () => Promise.reject(new SearchUnavailableError('the disk is full')) };
    const feed = new SearchFeed({ ...stage, search: broken }, { gatherMs: 1 });
    await assert.rejects(feed.take(entry), SearchUnavailableError);
    await feed.stop();
    await stage.feed.take(entry);
    assert.equal((await stage.hits('needle')).length, 1);
  });

  void test('an index that is younger than history says so until it was made again', async (t) => {
    const stage = await openStage();
    t.after(() => stage.close());
    await receiveMessage(stage, inbound(anna, 'm1', { parts: [text('older')] }));
    assert.equal(await completeSearch(stage), false);
    assert.ok((await stage.search.state()).completeSince > 0);
    assert.deepEqual(await stage.hits('older'), []);
    await rebuildSearch(stage);
    assert.equal(await completeSearch(stage), true);
    assert.equal((await stage.hits('older')).length, 1);
  });

  void test('an index over an empty history is complete at once', async (t) => {
    const stage = await openStage();
    t.after(() => stage.close());
    assert.equal(await completeSearch(stage), true);
  });

  void test('a rebuild that is stopped goes on where it was, page by page', async (t) => {
    const stage = await openStage();
    t.after(() => stage.close());
    for (let n = 0; n < 450; n += 1)
      await receiveMessage(stage, inbound(anna, `m${n}`, { parts: [text(`needle ${n}`)] }));
    await stage.collections.memory.settled();
    class Stopped extends Error {}
    await assert.rejects(
      rebuildSearch(stage, () => {
        throw new Stopped();
      }),
      Stopped,
    );
    const { done } = await rebuildSearch(stage);
    assert.ok(done > 0 && done < 450, `${done} were read by the second`);
    assert.equal(await stage.search.count(10_000), 451);
  });
});
