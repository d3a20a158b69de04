import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ASSIGNMENT_COMMANDS, wakeSchema } from '@onethread/contracts';
import type { AgentId, ConversationId } from '@onethread/contracts';
import { appendOutcome } from './append-outcome.ts';
import { receiveMessage } from './receive-message.ts';
import { reopenConversation } from './reopen-conversation.ts';
import { resolveConversation } from './resolve-conversation.ts';
import { snoozeConversation } from './snooze-conversation.ts';
import { sweepHistory } from './sweep-history.ts';
import { DAY_MS, identityRef, inbound, openTestContext } from './testing/test-context.ts';
import type { TestContext } from './testing/test-context.ts';
import { wakeSnoozed } from './wake-snoozed.ts';

const agentId = 'agent-1' as AgentId;

describe('a conversation', () => {
  let context: TestContext;
  before(async () => {
    context = await openTestContext();
  });
  after(() => context.close());

  const write = async (name: string, id: string) => {
    const { entry } = await receiveMessage(context, inbound(identityRef(name), id));
    assert.ok(entry.body.kind === 'message');
    return entry.body;
  };
  const stored = async (conversationId: ConversationId) => {
    const document = await context.collections.conversations.get(conversationId);
    assert.ok(document);
    return document;
  };
  const assign = async (conversationId: ConversationId) => {
    const document = await stored(conversationId);
    const { waitingSince, ...rest } = document;
    assert.ok(waitingSince);
    const result = await context.collections.conversations.replace({ ...rest, assigneeId: agentId, assignedAt: 1 });
    assert.equal(result.outcome, 'applied');
  };
  const woken = () =>
    context.published
      .filter(({ topic }) => topic === ASSIGNMENT_COMMANDS.name)
      .map(({ value }) => wakeSchema.parse(JSON.parse(value)).conversationId);

  it('is resolved once by two agents at once; its agent becomes its keeper and the pool is woken', async () => {
    const { conversationId } = await write('anna', 'a1');
    await assign(conversationId);
    context.published.length = 0;
    const outcomes = await Promise.all([
      resolveConversation(context, { agentId, conversationId }),
      resolveConversation(context, { agentId: 'agent-2' as AgentId, conversationId }),
    ]);
    assert.deepEqual(outcomes.map(({ outcome }) => outcome).toSorted(), ['changed', 'unchanged']);
    const { state, assigneeId, keeperId, waitingSince } = await stored(conversationId);
    assert.deepEqual([state, assigneeId, keeperId, waitingSince], ['resolved', undefined, agentId, undefined]);
    assert.deepEqual(woken(), [conversationId]);
  });

  it('is reopened by a message within the window, with its keeper, and a new one opens after it', async () => {
    const { conversationId } = await write('ben', 'b1');
    await assign(conversationId);
    await resolveConversation(context, { agentId, conversationId });
    context.clock.advance(13 * DAY_MS);
    assert.equal((await write('ben', 'b2')).effect, 'reopened');
    const { state, keeperId, waitingSince } = await stored(conversationId);
    assert.deepEqual([state, keeperId, waitingSince], ['open', agentId, context.now()]);
    await resolveConversation(context, { agentId, conversationId });
    context.clock.advance(15 * DAY_MS);
    const next = await write('ben', 'b3');
    assert.equal(next.effect, 'opened');
    assert.notEqual(next.conversationId, conversationId);
  });

  it('only shows a message that comes while its agent works on it', async () => {
    const { conversationId } = await write('carl', 'c1');
    await assign(conversationId);
    await write('carl', 'c2');
    const { assigneeId, waitingSince, preview } = await stored(conversationId);
    assert.deepEqual([assigneeId, waitingSince, preview], [agentId, undefined, 'c2']);
  });

  it('asks for an agent again when a message comes after its agent went idle', async () => {
    const { conversationId } = await write('dora', 'd1');
    const { waitingSince, ...rest } = await stored(conversationId);
    assert.ok(waitingSince);
    await context.collections.conversations.replace({ ...rest, keeperId: agentId });
    context.published.length = 0;
    await write('dora', 'd2');
    assert.equal((await stored(conversationId)).waitingSince, context.now());
    assert.deepEqual(woken(), [conversationId]);
  });

  it('sleeps until its time, or until the customer writes', async () => {
    const { conversationId } = await write('emil', 'e1');
    const until = context.now() + 60_000;
    await snoozeConversation(context, { agentId, conversationId, until });
    assert.equal((await stored(conversationId)).snoozedUntil, until);
    assert.equal((await wakeSnoozed(context, { conversationId })).outcome, 'unchanged');
    context.clock.advance(60_000);
    await sweepHistory(context, {});
    const { state, waitingSince, snoozedUntil } = await stored(conversationId);
    assert.deepEqual([state, waitingSince, snoozedUntil], ['open', context.now(), undefined]);
    await snoozeConversation(context, { agentId, conversationId, until: context.now() + 60_000 });
    assert.equal((await write('emil', 'e2')).effect, 'reopened');
    assert.equal((await stored(conversationId)).state, 'open');
  });

  it('is not reopened by an agent beside another open one', async () => {
    const { conversationId } = await write('fay', 'f1');
    await resolveConversation(context, { agentId, conversationId });
    context.clock.advance(15 * DAY_MS);
    await write('fay', 'f2');
    await assert.rejects(reopenConversation(context, { agentId, conversationId }), { code: 'conflict' });
  });

  it('refuses a snooze into the past and a conversation that there is not', async () => {
    const { conversationId } = await write('gus', 'g1');
    const snooze = { agentId, conversationId, until: context.now() };
    await assert.rejects(snoozeConversation(context, snooze), { code: 'invalid' });
    const nowhere = { agentId, conversationId: 'v_none' as ConversationId };
    await assert.rejects(resolveConversation(context, nowhere), { code: 'not-found' });
  });

  it('tells its thread what became of an offer once, however often the outbox is looked at', async () => {
    const { conversationId } = await write('hal', 'h1');
    const body = { kind: 'assigned', conversationId, agentId, reason: 'accepted' } as const;
    const outbox = [{ id: 'f_outcome', body }] as unknown as Awaited<ReturnType<typeof stored>>['outbox'];
    await context.collections.conversations.replace({ ...(await stored(conversationId)), outbox, outboxAt: 1 });
    await Promise.all([appendOutcome(context, { conversationId }), appendOutcome(context, { conversationId })]);
    const document = await stored(conversationId);
    assert.deepEqual([document.outbox, document.outboxAt], [[], undefined]);
    const item = await context.collections.items.get('f_outcome');
    assert.deepEqual(item?.event, { kind: 'assigned', reason: 'accepted' });
  });
});
