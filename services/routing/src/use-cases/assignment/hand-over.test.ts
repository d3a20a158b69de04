import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { AgentId, Answer, AssignmentRequest, ConversationId } from '@onethread/contracts';
import { openTestContext } from '../testing/test-context.ts';
import type { TestContext } from '../testing/test-context.ts';
import { assignConversation } from './assign-conversation.ts';
import type { AssignmentContext } from './assignment-context.ts';
import { takeOverConversation } from './take-over-conversation.ts';
import { newAgent, newConversation } from './testing/new-documents.ts';
import { transferConversation } from './transfer-conversation.ts';
import type { TransferConversation } from './transfer-conversation.ts';

const [ANNA, BEN, CORA] = ['anna', 'ben', 'cora'] as AgentId[] as [AgentId, AgentId, AgentId];
const NOTE = [{ kind: 'text', text: 'knows it all' }] as const;

/** What is asked of the owner, and what it says, for what only it may do: its own deeds have tests of their own. */
describe('handing a conversation over', () => {
  let test: TestContext;
  let context: AssignmentContext;
  let asked: AssignmentRequest[];
  let answers: Answer['outcome'][];
  let conversationId: ConversationId;
  beforeEach(async () => {
    test = await openTestContext();
    asked = [];
    answers = [];
    context = {
      ...test,
      askOwner: async (request) => {
        asked.push(request);
        const outcome = answers.shift() ?? 'accepted';
        return { version: 1, type: 'answer', pool: request.pool, requestId: request.requestId, outcome };
      },
    };
    for (const name of ['anna', 'ben']) await test.collections.agents.insert(newAgent(name, 10));
    await test.collections.agents.insert({ ...newAgent('cora', 10), pool: 'bank' });
    const held = { ...newConversation('first', test.now()), assigneeId: ANNA };
    await test.collections.conversations.insert(held);
    conversationId = held._id;
  });
  afterEach(() => test.close());

  const transfer = (to: TransferConversation['to'], more: Partial<TransferConversation> = {}) =>
    transferConversation(context, { by: ANNA, byName: 'Anna', conversationId, to, ...more });
  const notes = async (): Promise<readonly string[]> => {
    const query = { index: 'by_stream', equals: ['c_first'], limit: 10 } as const;
    const { documents } = await test.collections.entries.find(query);
    return documents.map(({ body }) => body.kind);
  };

  it('asks the owner of its pool for it, and leaves a note once it is done', async () => {
    const said = { note: NOTE, clientMessageId: 'm1' };
    const { outcome, ...more } = await transfer({ agentId: BEN }, said);
    assert.equal(outcome, 'transferred');
    assert.ok('noteId' in more && more.noteId);
    const [request] = asked;
    assert.ok(request?.type === 'assign');
    const { requestId, ...wish } = request;
    assert.deepEqual(wish, {
      version: 1,
      type: 'assign',
      pool: 'main',
      conversationId,
      by: ANNA,
      how: 'transfer',
      toAgentId: BEN,
    });
    assert.deepEqual(await notes(), ['note']);

    assert.deepEqual(await transfer({ agentId: BEN }, said), { outcome, ...more });
    assert.equal(asked[1]?.requestId, requestId, 'the same wish');
    await transfer({ queueId: 'default' }, said);
    assert.notEqual(asked[2]?.requestId, requestId, 'another wish');
    assert.deepEqual(await notes(), ['note']);
  });

  it('said again by who does not know that it was done, it is done, and has its note, whoever has it by now', async () => {
    const said = { note: NOTE, clientMessageId: 'm1' };
    await transfer({ queueId: 'default' }, { clientMessageId: 'm1' });
    const document = await test.collections.conversations.get(conversationId);
    assert.ok(document);
    const doneRequests = asked.map(({ requestId }) => requestId);
    await test.collections.conversations.replace({ ...document, assigneeId: BEN, doneRequests });
    assert.equal((await transfer({ queueId: 'default' }, said)).outcome, 'transferred');
    assert.equal(asked.length, 1);
    assert.deepEqual(await notes(), ['note']);
  });

  it('leaves no note where it was not done', async () => {
    const said = { note: NOTE, clientMessageId: 'm1' };
    answers = ['at-capacity', 'busy', 'not-yours', 'failed', 'not-found'];
    assert.deepEqual(await transfer({ agentId: BEN }, said), { outcome: 'at-capacity', toName: 'BEN' });
    await assert.rejects(transfer({ agentId: BEN }, said), { code: 'conflict', message: /BEN is not connected/ });
    await assert.rejects(transfer({ agentId: BEN }, said), { code: 'forbidden', message: /only ANNA, who holds/ });
    await assert.rejects(transfer({ agentId: BEN }, said), { code: 'conflict', message: /try again/ });
    await assert.rejects(transfer({ agentId: BEN }, said), { code: 'not-found' });
    assert.deepEqual(await notes(), []);
  });

  it('is done where the owner did it and its answer was lost', async () => {
    const { askOwner } = context;
    context = {
      ...context,
      askOwner: async (request) => {
        const document = await test.collections.conversations.get(conversationId);
        assert.ok(document);
        await test.collections.conversations.replace({ ...document, doneRequests: [request.requestId] });
        return await askOwner(request);
      },
    };
    answers = ['failed'];
    assert.deepEqual(await transfer({ agentId: BEN }), { outcome: 'transferred' });
  });

  it('refuses what cannot get it, in words, before anybody is asked', async () => {
    const nobody = { agentId: 'nobody' as AgentId };
    await assert.rejects(transfer(nobody), { code: 'invalid', message: 'there is no such agent' });
    await assert.rejects(transfer({ agentId: CORA }), { code: 'invalid', message: /CORA works in another pool/ });
    await assert.rejects(transfer({ queueId: 'gone' }), { code: 'invalid', message: /there are default$/ });
    await assert.rejects(transfer({ agentId: BEN }, { note: NOTE }), { code: 'invalid' });
    const none = 'v_none' as ConversationId;
    await assert.rejects(transfer({ agentId: BEN }, { conversationId: none }), { code: 'not-found' });
    const document = await test.collections.conversations.get(conversationId);
    assert.ok(document);
    await test.collections.conversations.replace({ ...document, state: 'resolved' });
    await assert.rejects(transfer({ agentId: BEN }), { code: 'not-found' });
    assert.deepEqual(asked, []);
  });

  it('goes on to the owner of the pool to which it was moved meanwhile', async () => {
    const document = await test.collections.conversations.get(conversationId);
    assert.ok(document);
    const { askOwner } = context;
    context = {
      ...context,
      askOwner: async (request) => {
        const answer = await askOwner(request);
        if (answer.outcome === 'failed') await test.collections.conversations.replace({ ...document, pool: 'bank' });
        return answer;
      },
    };
    answers = ['failed', 'accepted'];
    assert.equal((await transfer({ queueId: 'default' })).outcome, 'transferred');
    assert.deepEqual(
      asked.map(({ pool }) => pool),
      ['main', 'bank'],
    );
  });

  it('a supervisor gives it to somebody, or takes it over', async () => {
    const give = (beyondCapacity: boolean) =>
      assignConversation(context, { by: BEN, conversationId, toAgentId: ANNA, beyondCapacity });
    answers = ['at-capacity', 'accepted', 'not-yours', 'accepted', 'at-capacity', 'not-yours'];
    assert.deepEqual(await give(false), { outcome: 'at-capacity', toName: 'ANNA' });
    assert.deepEqual(await give(true), { outcome: 'assigned' });
    await assert.rejects(give(true), { code: 'forbidden', message: /only a supervisor/ });
    const takeOver = () => takeOverConversation(context, { by: BEN, conversationId });
    assert.deepEqual(await takeOver(), { outcome: 'taken-over' });
    assert.deepEqual(await takeOver(), { outcome: 'at-capacity' });
    await assert.rejects(takeOver(), { code: 'forbidden' });
    assert.deepEqual(
      asked.map((request) => request.type === 'assign' && [request.how, request.toAgentId, request.beyondCapacity]),
      [
        ['assign', ANNA, false],
        ['assign', ANNA, true],
        ['assign', ANNA, true],
        ...Array.from({ length: 3 }, () => ['take-over', BEN, undefined]),
      ],
    );
    const other = { by: CORA, conversationId };
    await assert.rejects(takeOverConversation(context, other), { code: 'invalid', message: /another pool/ });
  });
});
