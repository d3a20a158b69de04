import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DEAD_LETTERS, INBOUND_MESSAGES, INBOUND_RECEIPTS, OUTBOUND_STATUS } from '@onethread/contracts';
import type { AgentId, EntryId } from '@onethread/contracts';
import { openSqliteEventLog } from '@onethread/log';
import type { EventLog, LogRecord } from '@onethread/log';
import { waitFor } from '@onethread/testkit';
import { sendReply } from '../../use-cases/send-reply.ts';
import { identityRef, inbound, openTestContext } from '../../use-cases/testing/test-context.ts';
import type { TestContext } from '../../use-cases/testing/test-context.ts';
import { startHistoryConsumers } from './start-history-consumers.ts';
import type { HistoryConsumers } from './start-history-consumers.ts';

describe('history consumers', () => {
  let context: TestContext;
  let log: EventLog;
  let consumers: HistoryConsumers;
  before(async () => {
    context = await openTestContext();
    log = await openSqliteEventLog({ file: ':memory:' });
    consumers = await startHistoryConsumers(log, context);
  });
  after(async () => {
    await consumers.stop();
    await log.close();
    await context.close();
  });

  const publish = (topic: { readonly name: string }, key: string, value: unknown) =>
    log.publish([{ topic: topic.name, key, value: typeof value === 'string' ? value : JSON.stringify(value) }]);
  const item = (id: string) => context.collections.items.get(id);
  /** Written after its item, so it may still be under way. */
  const conversationOf = (of: { readonly conversationId?: string | undefined } | undefined) =>
    waitFor(() => context.collections.conversations.get(of?.conversationId ?? ''), { describe: 'its conversation' });

  it('bring a message into history and what becomes of its answer', async () => {
    const anna = identityRef('anna');
    const message = inbound(anna, 'a1');
    await publish(INBOUND_MESSAGES, anna.identityId, message);
    const received = await waitFor(() => item(message.entryId), { describe: 'the message' });
    assert.ok(received);
    await conversationOf(received);
    const { itemId } = await sendReply(context, {
      agentId: 'agent-1' as AgentId,
      agentName: 'Ada',
      clientMessageId: 'c1',
      conversationId: received.conversationId,
      parts: [{ kind: 'text', text: 'hello' }],
    });
    const envelope = { version: 1, occurredAt: 0, identity: anna, providerMessageId: 'P1' };
    await publish(INBOUND_RECEIPTS, anna.identityId, { ...envelope, type: 'receipt', receipt: 'read' });
    await publish(OUTBOUND_STATUS, anna.identityId, { ...envelope, type: 'status', status: 'sent', entryId: itemId });
    await waitFor(async () => (await item(itemId))?.status === 'read', { describe: 'read' });
  });

  it('put a placeholder where a record cannot be read, and go on', async () => {
    const ben = identityRef('ben');
    const broken = { ...inbound(ben, 'b1'), parts: [{ kind: 'text' }] };
    await publish(INBOUND_MESSAGES, ben.identityId, broken);
    await publish(INBOUND_MESSAGES, ben.identityId, 'not json at all');
    const next = inbound(ben, 'b2');
    await publish(INBOUND_MESSAGES, ben.identityId, next);
    await waitFor(() => item(next.entryId), { describe: 'the next message' });
    assert.equal((await item(broken.entryId as EntryId))?.type, 'placeholder');
    const { documents } = await context.collections.items.find({
      index: 'by_customer',
      equals: [`c_${ben.identityId}`],
      limit: 10,
    });
    assert.deepEqual(
      documents.map(({ type, code }) => [type, code]),
      [
        ['placeholder', 'schema'],
        ['placeholder', 'not-json'],
        ['message', undefined],
      ],
    );
  });

  it('fill a placeholder in, at its place and with somebody to answer, when its dead letter is replayed', async () => {
    const eve = identityRef('eve');
    const whole = inbound(eve, 'e1');
    await publish(INBOUND_MESSAGES, eve.identityId, { ...whole, parts: [{ kind: 'text' }] });
    const placeholder = await waitFor(() => item(whole.entryId), { describe: 'the placeholder' });
    await publish(INBOUND_MESSAGES, eve.identityId, inbound(eve, 'e2'));
    await waitFor(() => item(inbound(eve, 'e2').entryId), { describe: 'the next message' });
    let letter: LogRecord | undefined;
    for await (const record of log.read({ topic: DEAD_LETTERS.name, from: { offset: 0 } }))
      if (record.key === eve.identityId) letter = record;
    assert.ok(letter && placeholder);
    // As after a fix of what could not read it.
    const repaired = { ...(JSON.parse(letter.value) as object), parts: whole.parts };
    for (let twice = 0; twice < 2; twice += 1) await publish(INBOUND_MESSAGES, letter.key, repaired);
    const filled = await waitFor(
      async () => {
        const now = await item(whole.entryId);
        return now?.type === 'message' ? now : undefined;
      },
      { describe: 'the message' },
    );
    assert.deepEqual([filled?.at, filled?.n, filled?.parts], [placeholder.at, placeholder.n, whole.parts]);
    await waitFor(
      async () => {
        const conversation = await conversationOf(filled);
        return conversation?.state === 'open' && conversation.waitingSince !== undefined;
      },
      { describe: 'somebody to be asked to answer' },
    );
  });

  it('tell who types while it is fresh, and keep what channels announce', async () => {
    const carl = identityRef('carl');
    const typing = { version: 1, type: 'typing', identity: carl };
    await publish(INBOUND_RECEIPTS, carl.identityId, { ...typing, occurredAt: context.now() - 7000 });
    await publish(INBOUND_RECEIPTS, carl.identityId, { ...typing, occurredAt: context.now() - 1000 });
    const capabilities = {
      label: 'Pigeon',
      color: 'grey',
      glyph: 'P',
      maxTextLength: 100,
      maxFiles: 0,
      maxFileBytes: 0,
      fileTypes: [],
      receipts: [],
      typing: true,
      live: true,
      weight: 3,
    };
    const announced = {
      version: 1,
      type: 'channel-announced',
      occurredAt: 5,
      channel: 'pigeon',
      accounts: [],
      capabilities,
    };
    await publish(INBOUND_RECEIPTS, 'pigeon', announced);
    const channel = await waitFor(() => context.collections.channels.get('pigeon'), { describe: 'the channel' });
    assert.equal(channel?.capabilities.weight, 3);
    const activity = await waitFor(() => context.announced.find(({ event }) => event.type === 'activity'), {
      describe: 'typing',
    });
    assert.ok(activity?.event.type === 'activity');
    assert.equal(activity.event.at, context.now() - 1000);
    assert.equal(context.announced.filter(({ event }) => event.type === 'activity').length, 1);
    await publish(INBOUND_MESSAGES, carl.identityId, inbound(carl, 'c1'));
    const received = await waitFor(() => item(inbound(carl, 'c1').entryId), { describe: 'the message' });
    assert.equal((await conversationOf(received))?.weight, 3);
  });
});
