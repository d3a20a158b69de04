import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { followUpEntryId } from '@onethread/contracts';
import type { EntryBody, EntryId, IdentityId } from '@onethread/contracts';
import { runningDueAt } from '../../domain/conversation-clocks.ts';
import { leftMsOf } from '../../domain/targets/clock.ts';
import { append } from '../../stores/append.ts';
import { decideReply } from '../decide-reply.ts';
import { reopenConversation } from '../reopen-conversation.ts';
import { resolveConversation } from '../resolve-conversation.ts';
import { snoozeConversation } from '../snooze-conversation.ts';
import { sweepHistory } from '../sweep-history.ts';
import { customerOf } from '../testing/test-context.ts';
import type { TestContext } from '../testing/test-context.ts';
import { agentId, anna, HOUR, MINUTE, MONDAY, openOffice } from './testing/open-office.ts';
import type { Office } from './testing/open-office.ts';

describe('clocks of targets', () => {
  let context: TestContext;
  let write: Office['write'];
  let reply: Office['reply'];
  let stored: Office['stored'];
  let clockOf: Office['clockOf'];

  beforeEach(async () => {
    ({ context, write, reply, stored, clockOf } = await openOffice());
  });
  afterEach(() => context.close());

  it('the first response is due by the office’s hours, from the customer’s first message on', async () => {
    context.clock.set(Date.parse('2026-06-05T16:30+02:00'));
    const id = await write();
    const { dueAt, warnAt, settingsVersion } = await clockOf(id, 'first-response');
    assert.equal(dueAt, Date.parse('2026-06-08T09:30+02:00'));
    assert.equal(warnAt, Date.parse('2026-06-08T09:15+02:00'));
    assert.equal(settingsVersion, 1);
    context.clock.advance(5 * MINUTE);
    assert.equal(await write(), id);
    assert.equal((await clockOf(id, 'first-response')).dueAt, dueAt, 'a second message gives no more time');
  });

  it('a message outside the hours is due from the next opening on', async () => {
    context.clock.set(Date.parse('2026-06-06T12:00+02:00'));
    const id = await write();
    assert.equal((await clockOf(id, 'first-response')).dueAt, Date.parse('2026-06-08T10:00+02:00'));
  });

  it('nothing that a machine wrote is a response: automatic answers, copies, codes, notes, automatic mail of the customer’s side', async () => {
    const id = await write();
    const identityId = anna.identityId as IdentityId;
    const machine = async (step: string, over: Partial<Extract<EntryBody, { kind: 'reply' }>>): Promise<void> => {
      const body = { kind: 'reply' as const, identityId, conversationId: id, agentId, agentName: '', parts: [] };
      const whole = { ...body, clientMessageId: step, held: false, ...over };
      await append(context, customerOf(anna), followUpEntryId(id, step), () => whole);
    };
    await machine('automatic', { automatic: true });
    await machine('copy', { copyOf: 'r_1' as EntryId });
    await append(context, customerOf(anna), followUpEntryId(id, 'note'), () => ({
      kind: 'note',
      conversationId: id,
      agentId,
      agentName: 'Ada',
      parts: [],
    }));
    await write({ automatic: true });
    await write({ author: 'agent', automatic: true });
    const clock = await clockOf(id, 'first-response');
    assert.deepEqual([clock.doneAt, clock.since], [undefined, MONDAY]);
  });

  it('a reply ends it, and the next message begins the next response', async () => {
    const id = await write();
    context.clock.advance(10 * MINUTE);
    await reply(id);
    const first = await clockOf(id, 'first-response');
    assert.deepEqual([first.doneAt, first.missedAt], [MONDAY + 10 * MINUTE, undefined]);
    assert.equal((await stored(id)).clocksAt, undefined);
    context.clock.advance(10 * MINUTE);
    await write();
    context.clock.advance(MINUTE);
    await write();
    const next = await clockOf(id, 'next-response');
    assert.deepEqual([next.startedAt, next.dueAt], [MONDAY + 20 * MINUTE, MONDAY + 140 * MINUTE]);
    await reply(id);
    assert.equal((await clockOf(id, 'next-response')).doneAt, MONDAY + 21 * MINUTE);
    assert.deepEqual(await clockOf(id, 'first-response'), first);
  });

  it('an answer in the provider’s own inbox is a response', async () => {
    const id = await write();
    context.clock.advance(MINUTE);
    assert.equal(await write({ author: 'agent' }), id);
    assert.equal((await clockOf(id, 'first-response')).doneAt, MONDAY + MINUTE);
  });

  it('a held reply is a response when it is sent, and none when it is withdrawn', async () => {
    const id = await write();
    const unseen = { [customerOf(anna)]: 0 };
    const withdrawn = await reply(id, unseen);
    const sent = await reply(id, unseen);
    context.clock.advance(MINUTE);
    await decideReply(context, { agentId, itemId: withdrawn, decision: 'discard' });
    assert.equal((await clockOf(id, 'first-response')).doneAt, undefined);
    context.clock.advance(MINUTE);
    await decideReply(context, { agentId, itemId: sent, decision: 'send' });
    assert.equal((await clockOf(id, 'first-response')).doneAt, MONDAY + 2 * MINUTE);
  });

  it('the way to the end stands still while the customer has the word, and is shown with what is left', async () => {
    const id = await write();
    context.clock.advance(HOUR);
    await reply(id);
    context.clock.advance(30 * HOUR);
    const standing = await clockOf(id, 'resolution');
    assert.deepEqual([leftMsOf(standing), standing.dueAt], [7 * HOUR, undefined]);
    // Tuesday, 17:00: the office has closed.
    await write();
    assert.equal((await clockOf(id, 'resolution')).dueAt, Date.parse('2026-06-03T16:00+02:00'));
    context.clock.set(Date.parse('2026-06-03T12:00+02:00'));
    await resolveConversation(context, { agentId, conversationId: id });
    const resolved = await clockOf(id, 'resolution');
    assert.deepEqual([resolved.doneAt, resolved.spentMs], [context.now(), 4 * HOUR]);
    assert.equal(runningDueAt(await stored(id)), undefined);
  });

  it('snoozing stops the way to the end, but hides no question', async () => {
    const id = await write();
    context.clock.advance(HOUR / 2);
    await snoozeConversation(context, { agentId, conversationId: id, until: MONDAY + 3 * HOUR });
    assert.equal(leftMsOf(await clockOf(id, 'resolution')), 7.5 * HOUR);
    assert.equal((await clockOf(id, 'first-response')).dueAt, MONDAY + HOUR);
    context.clock.set(MONDAY + 3 * HOUR);
    await sweepHistory(context, {});
    assert.equal((await clockOf(id, 'resolution')).dueAt, Date.parse('2026-06-02T12:30+02:00'));
  });

  it('one that is reopened goes on with what was left', async () => {
    const id = await write();
    context.clock.advance(HOUR / 2);
    await resolveConversation(context, { agentId, conversationId: id });
    assert.equal(leftMsOf(await clockOf(id, 'first-response')), HOUR / 2);
    context.clock.advance(HOUR);
    await reopenConversation(context, { agentId, conversationId: id });
    assert.equal((await clockOf(id, 'first-response')).dueAt, MONDAY + 2 * HOUR);
    assert.deepEqual(
      [(await clockOf(id, 'resolution')).dueAt, (await clockOf(id, 'resolution')).doneAt],
      [Date.parse('2026-06-02T11:00+02:00'), undefined],
    );
  });
});
