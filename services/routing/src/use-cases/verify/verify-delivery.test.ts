import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  CONVERSATION_EVENTS,
  INBOUND_MESSAGES,
  OUTBOUND_STATUS,
  renderLedger,
  type AgentId,
  type DeliveryLedger,
  type EntryId,
  type InboundMessage,
} from '@onethread/contracts';
import { openSqliteEventLog } from '@onethread/log';
import type { EventLog } from '@onethread/log';
import { waitFor } from '@onethread/testkit';
import { startHistoryConsumers, type HistoryConsumers } from '../../adapters/log/start-history-consumers.ts';
import { entryById } from '../../stores/read-entries.ts';
import { newAgent } from '../assignment/testing/new-documents.ts';
import type { UseCaseContext } from '../context.ts';
import { replayDeadLetter } from '../dead-letters/replay-dead-letter.ts';
import { receiveMessage } from '../receive-message.ts';
import { sendReply } from '../send-reply.ts';
import { storeChannelAnnouncement } from '../store-channel-announcement.ts';
import { identityRef, inbound, openTestContext, type TestContext } from '../testing/test-context.ts';
import { verifyDelivery } from './verify-delivery.ts';

const MINUTE_MS = 60_000;
const agentId = 'agent-1' as AgentId;

const faultsOf = (ledger: DeliveryLedger) =>
  Object.fromEntries(ledger.checks.filter(({ faults }) => faults > 0).map(({ name, examples }) => [name, examples]));

const count = (ledger: DeliveryLedger, name: string) => ledger.counts.find((one) => one.name === name)?.value;

describe('verifying delivery', () => {
  let test: TestContext;
  let context: UseCaseContext;
  let log: EventLog;
  let consumers: HistoryConsumers;
  let announcedUpTo: number;

  beforeEach(async () => {
    test = await openTestContext();
    log = await openSqliteEventLog({ file: ':memory:' });
    announcedUpTo = 0;
    context = { ...test, publish: (records) => log.publish(records) };
    consumers = await startHistoryConsumers(log, context);
    const capabilities = { label: 'P', color: '', glyph: 'P', maxTextLength: 10, maxFiles: 0, maxFileBytes: 0 };
    await storeChannelAnnouncement(context, {
      version: 1,
      type: 'channel-announced',
      occurredAt: 0,
      channel: 'pigeon',
      accounts: [],
      capabilities: { ...capabilities, fileTypes: [], receipts: [], typing: false, live: true, weight: 1 },
    });
  });
  afterEach(async () => {
    await consumers.stop();
    await log.close();
    await test.close();
  });

  const anna = identityRef('anna');
  const publish = (topic: { readonly name: string }, key: string, value: unknown) =>
    log.publish([{ topic: topic.name, key, value: typeof value === 'string' ? value : JSON.stringify(value) }]);
  const receive = async (...messages: readonly InboundMessage[]) => {
    for (const message of messages) await publish(INBOUND_MESSAGES, message.identity.identityId, message);
    for (const { entryId } of messages)
      await waitFor(async () => await test.collections.items.get(entryId), { describe: 'a message' });
  };
  const groupsDone = () =>
    waitFor(async () => (await log.lag()).every(({ records }) => records === 0), { describe: 'all to be committed' });
  /** What was announced goes to the log too, as in a real process. */
  const verify = async (): Promise<DeliveryLedger> => {
    await test.collections.memory.settled();
    await groupsDone();
    for (const { key, event } of test.announced.slice(announcedUpTo)) await publish(CONVERSATION_EVENTS, key, event);
    announcedUpTo = test.announced.length;
    return await verifyDelivery({
      collections: test.collections,
      log,
      store: 'a store',
      now: test.now,
      maxExamples: 3,
      settleMs: 20,
      onProgress: () => {},
    });
  };
  const answer = async (text: string) => {
    const item = await test.collections.items.get(inbound(anna, 'a1').entryId);
    assert.ok(item);
    const { itemId } = await sendReply(context, {
      agentId,
      agentName: 'Ada',
      clientMessageId: text,
      conversationId: item.conversationId,
      parts: [{ kind: 'text', text }],
    });
    await test.collections.memory.settled();
    return itemId;
  };
  const told = async (entryId: string, status: string) =>
    await publish(OUTBOUND_STATUS, anna.identityId, {
      version: 1,
      occurredAt: 0,
      type: 'status',
      identity: anna,
      entryId,
      status,
    });

  it('finds nothing wrong with a system that keeps its promises', async () => {
    const [a1, a2] = [inbound(anna, 'a1'), inbound(anna, 'a2')];
    await receive(a1, a2);
    // A webhook that came again, and a record that nobody can read.
    await publish(INBOUND_MESSAGES, anna.identityId, a1);
    await publish(INBOUND_MESSAGES, anna.identityId, 'nonsense');
    await waitFor(async () => (await test.collections.deadLetters.count({ index: 'by_time' }, 10)) === 1, {
      describe: 'the dead letter',
    });
    // As an operator replays it, corrected: it stands before what came after it.
    const [letter] = (await test.collections.deadLetters.find({ index: 'by_time', limit: 1 })).documents;
    assert.ok(letter);
    await receive(inbound(anna, 'a4'));
    const correctedValue = JSON.stringify(inbound(anna, 'a3'));
    await replayDeadLetter(context, log, { deadLetterId: letter._id, correctedValue, by: 'root' });
    const filled = letter.placeholder?.itemId ?? '';
    await waitFor(async () => (await test.collections.items.get(filled))?.type === 'message', { describe: 'a3' });
    const sent = await answer('one');
    await told(sent, 'sent');
    await waitFor(async () => (await test.collections.items.get(sent))?.status === 'sent', { describe: 'sent' });
    await answer('two');
    const ledger = await verify();
    assert.deepEqual(faultsOf(ledger), {}, renderLedger(ledger));
    assert.equal(ledger.ok, true);
    assert.equal(count(ledger, 'messages of customers'), 5);
    assert.equal(count(ledger, 'dead letters among them'), 1);
    assert.equal(count(ledger, 'replies settled'), 1);
    assert.equal(count(ledger, 'replies waiting'), 1);
    assert.equal(ledger.windows.find(({ topic }) => topic === INBOUND_MESSAGES.name)?.records, 6);
    assert.match(renderLedger(ledger), /All promises kept/u);
  });

  it('a message that was acknowledged and is not in history is found', async () => {
    const [a1, a2, a3] = [inbound(anna, 'a1'), inbound(anna, 'a2'), inbound(anna, 'a3')];
    await receive(a1, a2, a3);
    await test.collections.memory.settled();
    const lost = await entryById(test.collections, a2.entryId as EntryId);
    assert.ok(lost);
    await test.collections.entries.remove(`${lost.streamId}#${lost.n}`);
    const ledger = await verify();
    assert.equal(ledger.ok, false);
    const { 'stored-once': stored, 'streams-dense': dense } = faultsOf(ledger);
    assert.deepEqual(stored, [`${a2.entryId} not stored`]);
    assert.ok(dense?.some((example) => example.endsWith('announced, not stored')));
    assert.ok(dense?.some((example) => example.endsWith('follows a gap')));
    assert.match(renderLedger(ledger), /stored-once: .* not stored/u);
  });

  it('messages that changed places are found', async () => {
    const [a1, a2] = [inbound(anna, 'a1'), inbound(anna, 'a2')];
    await receiveMessage(context, a2);
    await receive(a1, a2);
    assert.deepEqual(Object.keys(faultsOf(await verify())), ['identity-order']);
  });

  it('a reply that is neither sent nor waiting is found once its time is over', async () => {
    await receive(inbound(anna, 'a1'));
    const stuck = await answer('one');
    assert.deepEqual(faultsOf(await verify()), {});
    const later = await verifyDelivery({
      collections: test.collections,
      log,
      store: 'a store',
      now: () => Date.now() + 10 * MINUTE_MS,
      maxExamples: 3,
      settleMs: 20,
      onProgress: () => {},
    });
    assert.deepEqual(faultsOf(later), { 'replies-settled': [`${stuck} neither sent nor waiting`] });
  });

  it('a word of a channel that history lost is found', async () => {
    await receive(inbound(anna, 'a1'));
    const sent = await answer('one');
    await told(sent, 'sent');
    await waitFor(async () => (await test.collections.items.get(sent))?.status === 'sent', { describe: 'sent' });
    const item = await test.collections.items.get(sent);
    assert.ok(item);
    await test.collections.items.replace({ ...item, status: 'sending' });
    assert.deepEqual(faultsOf(await verify())['statuses-kept'], [`${sent} told to be sent`]);
  });

  it('two owners, an owner without a hold, a hold without a conversation and too full hands are found', async () => {
    await receive(inbound(anna, 'a1'));
    await test.collections.memory.settled();
    const item = await test.collections.items.get(inbound(anna, 'a1').entryId);
    const conversation = await waitFor(
      async () => await test.collections.conversations.get(item?.conversationId ?? ''),
      { describe: 'the conversation' },
    );
    assert.ok(conversation);
    const { agents, conversations } = test.collections;
    const hold = { conversationId: conversation._id, weight: 1 };
    await agents.insert({ ...newAgent('one', 1), holds: [hold] });
    await agents.insert({ ...newAgent('two', 5), holds: [hold] });
    await agents.insert({ ...newAgent('three', 1), holds: [{ ...hold, weight: 2 }] });
    await agents.insert({ ...newAgent('four', 1), holds: [{ ...hold, weight: 2 }], loweredAt: 9, lastAssignedAt: 5 });
    await conversations.replace({ ...conversation, assigneeId: 'nobody' as AgentId });
    const ledger = await verify();
    const faults = faultsOf(ledger);
    assert.deepEqual(faults['capacity'], ['three holds 2 of 1']);
    assert.equal(count(ledger, 'agents above a capacity that was lowered'), 1);
    const found = ledger.checks.find(({ name }) => name === 'one-owner');
    // Four who hold it and have it not, three more than one may, and one who has it and holds it not.
    assert.equal(found?.faults, 8);
  });

  it('what has not been processed yet is not called lost', async () => {
    await receive(inbound(anna, 'a1'));
    await groupsDone();
    await consumers.stop();
    await publish(INBOUND_MESSAGES, anna.identityId, inbound(anna, 'a2'));
    const ledger = await verifyDelivery({
      collections: test.collections,
      log,
      store: 'a store',
      now: Date.now,
      maxExamples: 3,
      settleMs: 20,
      onProgress: () => {},
    });
    assert.deepEqual(faultsOf(ledger), {});
    assert.equal(count(ledger, 'not processed yet'), 1);
  });
});
