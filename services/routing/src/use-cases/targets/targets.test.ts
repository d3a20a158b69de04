import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { assignmentSettingsSchema, followUpEntryId } from '@onethread/contracts';
import type {
  AgentId,
  ConversationId,
  Entry,
  EntryBody,
  EntryId,
  IdentityId,
  InboundMessage,
} from '@onethread/contracts';
import { faultyDocumentStore } from '@onethread/documents';
import { runningDueAt } from '../../domain/conversation-clocks.ts';
import { leftMsOf } from '../../domain/targets/clock.ts';
import type { Clock, TargetName } from '../../domain/targets/clock.ts';
import { append } from '../../stores/append.ts';
import { openCollections } from '../../stores/collections.ts';
import type { ConversationDocument } from '../../stores/documents.ts';
import { CURRENT } from '../../stores/settings-in-force.ts';
import { decideReply } from '../decide-reply.ts';
import { proposeLink, retractLink } from '../link-identities.ts';
import { rebuild } from '../rebuild/rebuild.ts';
import { receiveMessage } from '../receive-message.ts';
import { reopenConversation } from '../reopen-conversation.ts';
import { resolveConversation } from '../resolve-conversation.ts';
import { sendReply } from '../send-reply.ts';
import { snoozeConversation } from '../snooze-conversation.ts';
import { sweepHistory } from '../sweep-history.ts';
import { customerOf, identityRef, inbound, openTestContext } from '../testing/test-context.ts';
import type { TestContext } from '../testing/test-context.ts';
import { tellAllPassed } from './start-target-rounds.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const agentId = 'agent-1' as AgentId;
const anna = identityRef('anna');
const phone = identityRef('phone', 'drum');
const hours = ['09:00-17:00'];

const SETTINGS = assignmentSettingsSchema.parse({
  calendars: [
    {
      id: 'office',
      name: 'Office',
      timeZone: 'Europe/Berlin',
      week: { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours },
    },
  ],
  queues: [
    {
      id: 'desk',
      name: 'Desk',
      calendar: 'office',
      targets: { firstResponseMinutes: 60, nextResponseMinutes: 120, resolutionMinutes: 480 },
    },
    { id: 'urgent', name: 'Urgent', targets: { firstResponseMinutes: 10, warnMinutes: 15 } },
    { id: 'whenever', name: 'Whenever' },
  ],
  defaultQueue: 'desk',
});

/** A Monday, an hour after the office opened. */
const MONDAY = Date.parse('2026-06-01T10:00+02:00');

describe('clocks of targets', () => {
  let context: TestContext;
  let said = 0;

  beforeEach(async () => {
    context = await openTestContext();
    context.clock.set(MONDAY);
    await putSettings(1, SETTINGS);
  });
  afterEach(() => context.close());

  async function putSettings(version: number, settings: typeof SETTINGS): Promise<void> {
    const { collections } = context;
    const known = await collections.settings.get(CURRENT);
    const document = { _id: CURRENT, version, settings, by: 'test', at: 0, note: '', changes: [] };
    if (known === undefined) await collections.settings.insert(document);
    else await collections.settings.replace({ ...document, rev: known.rev });
    collections.memory.settings.forget();
  }
  async function write(over: Partial<InboundMessage> = {}, identity = anna): Promise<ConversationId> {
    const { entry } = await receiveMessage(context, inbound(identity, `text-${(said += 1)}`, over));
    assert.ok(entry.body.kind === 'message');
    return entry.body.conversationId;
  }
  async function reply(conversationId: ConversationId, seen?: Record<string, number>): Promise<EntryId> {
    const text = { agentId, agentName: 'Ada', clientMessageId: `reply-${(said += 1)}`, conversationId };
    const parts = [{ kind: 'text' as const, text: 'hello' }];
    const { itemId } = await sendReply(context, { ...text, parts, ...(seen === undefined ? {} : { seen }) });
    return itemId;
  }
  async function stored(conversationId: ConversationId): Promise<ConversationDocument> {
    await context.collections.memory.settled();
    const document = await context.collections.conversations.get(conversationId);
    assert.ok(document);
    return document;
  }
  async function clockOf(conversationId: ConversationId, target: TargetName): Promise<Clock> {
    const clock = (await stored(conversationId)).clocks?.find((one) => one.target === target);
    assert.ok(clock, `no clock of ${target}`);
    return clock;
  }
  async function told(conversationId: ConversationId): Promise<readonly EntryBody[]> {
    const { homeId } = await stored(conversationId);
    const { documents } = await context.collections.entries.find({ index: 'by_stream', equals: [homeId], limit: 500 });
    return documents.map(({ body }) => body).filter(({ kind }) => kind.startsWith('target-'));
  }
  const kinds = async (id: ConversationId): Promise<readonly string[]> =>
    (await told(id)).map((body) => `${body.kind} ${'target' in body ? body.target : ''}`);

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

  it('the warning and the miss are told once each, by whichever replica looks, with the time it was due', async () => {
    const id = await write();
    const other: TestContext = { ...context, collections: await openCollections(context.store) };
    const look = async (): Promise<void> => void (await Promise.all([tellAllPassed(context), tellAllPassed(other)]));
    context.clock.set(MONDAY + 45 * MINUTE - 1);
    await look();
    assert.deepEqual(await told(id), []);
    context.clock.set(MONDAY + 45 * MINUTE);
    await look();
    await look();
    assert.deepEqual(await kinds(id), ['target-warning first-response']);
    context.clock.set(MONDAY + HOUR);
    await look();
    assert.deepEqual(await kinds(id), ['target-warning first-response'], 'just in time is in time');
    context.clock.advance(1);
    await look();
    await look();
    assert.deepEqual(await kinds(id), ['target-warning first-response', 'target-missed first-response']);
    const dueAt = MONDAY + HOUR;
    assert.deepEqual((await told(id)).at(-1), {
      kind: 'target-missed',
      conversationId: id,
      target: 'first-response',
      dueAt,
      decidedAt: dueAt + 1,
    });
    assert.deepEqual(
      [(await clockOf(id, 'first-response')).missedAt, runningDueAt(await stored(id)), (await stored(id)).outbox],
      [dueAt, dueAt, []],
    );
    const item = context.announced.find(({ event }) => event.type === 'entry' && isMiss(event.entry));
    assert.ok(item, 'it was announced');
  });

  it('what passed while nobody looked is told when somebody looks, with the times at which it was due', async () => {
    const id = await write();
    context.clock.advance(100 * HOUR);
    await tellAllPassed(context);
    assert.deepEqual(await kinds(id), [
      'target-warning first-response',
      'target-missed first-response',
      'target-warning resolution',
      'target-missed resolution',
    ]);
    assert.deepEqual(
      (await told(id)).map((body) => 'dueAt' in body && body.dueAt),
      [MONDAY + HOUR, MONDAY + HOUR, MONDAY + 23 * HOUR + HOUR, MONDAY + 24 * HOUR],
    );
  });

  it('an answer that came too late, before anybody looked, leaves the miss in the thread', async () => {
    const id = await write();
    context.clock.advance(2 * HOUR);
    await reply(id);
    const { missedAt, doneAt } = await clockOf(id, 'first-response');
    assert.deepEqual([missedAt, doneAt], [MONDAY + HOUR, MONDAY + 2 * HOUR]);
    context.clock.advance(10_000);
    await sweepHistory(context, {});
    await tellAllPassed(context);
    assert.deepEqual(await kinds(id), ['target-warning first-response', 'target-missed first-response']);
  });

  it('an answer in time whose projection is late is not told as missed', async () => {
    const id = await write();
    context.clock.advance(HOUR);
    const dying = faultyDocumentStore(context.store, {
      before: ({ collection, isWrite }) => (collection === 'conversations' && isWrite ? 'refuse' : 'pass'),
    });
    const faulty: TestContext = { ...context, collections: await openCollections(dying) };
    const parts = [{ kind: 'text' as const, text: 'hello' }];
    const lost = { agentId, agentName: 'Ada', clientMessageId: 'lost', conversationId: id, parts };
    await assert.rejects(sendReply(faulty, lost));
    assert.equal((await clockOf(id, 'first-response')).doneAt, undefined);
    context.clock.advance(MINUTE);
    await tellAllPassed(context);
    assert.deepEqual(
      (await kinds(id)).filter((kind) => kind.startsWith('target-missed')),
      [],
    );
    assert.equal((await clockOf(id, 'first-response')).doneAt, MONDAY + HOUR);
  });

  it('another queue’s targets hold from the original start', async () => {
    const id = await write();
    context.clock.advance(4 * MINUTE);
    await transfer(id, 'urgent');
    const clock = await clockOf(id, 'first-response');
    assert.deepEqual([clock.startedAt, clock.dueAt, clock.warnAt], [MONDAY, MONDAY + 10 * MINUTE, MONDAY + 5 * MINUTE]);
    assert.equal((await clockOf(id, 'resolution')).dueAt, undefined);
    await transfer(id, 'whenever');
    assert.deepEqual([runningDueAt(await stored(id)), (await stored(id)).clocksAt], [undefined, undefined]);
    context.clock.advance(HOUR);
    await transfer(id, 'desk');
    assert.deepEqual(
      [(await clockOf(id, 'first-response')).dueAt, (await clockOf(id, 'resolution')).dueAt],
      [MONDAY + HOUR, MONDAY + 24 * HOUR - HOUR + HOUR],
    );
  });

  it('other settings hold for clocks that start or go on from then on', async () => {
    const id = await write();
    const desk = SETTINGS.queues.map((queue) =>
      queue.id === 'desk' ? { ...queue, targets: { nextResponseMinutes: 5, warnMinutes: 15 } } : queue,
    );
    await putSettings(2, { ...SETTINGS, queues: desk });
    context.clock.advance(MINUTE);
    await write();
    const first = await clockOf(id, 'first-response');
    assert.deepEqual([first.dueAt, first.settingsVersion], [MONDAY + HOUR, 1]);
    await reply(id);
    context.clock.advance(MINUTE);
    await write();
    const next = await clockOf(id, 'next-response');
    assert.deepEqual([next.dueAt, next.settingsVersion], [MONDAY + 7 * MINUTE, 2]);
    assert.equal(next.warnAt, MONDAY + 4.5 * MINUTE, 'a warning comes after half of the time at the earliest');
  });

  it('entries that are projected again change no clock, and rebuilding leaves clocks as they are', async () => {
    const id = await write();
    context.clock.advance(2 * HOUR);
    await reply(id);
    context.clock.advance(MINUTE);
    await write();
    context.clock.advance(MINUTE);
    await reply(id);
    context.clock.advance(10_000);
    await sweepHistory(context, {});
    const before = await stored(id);
    const thread = await context.collections.threads.get(before.homeId);
    assert.ok(thread);
    const forgetful = await context.collections.threads.replace({ ...thread, appliedN: 0 });
    assert.equal(forgetful.outcome, 'applied');
    const next: TestContext = { ...context, collections: await openCollections(context.store) };
    await receiveMessage(next, inbound(anna, 'one more', { automatic: true }));
    await next.collections.memory.settled();
    const after = await stored(id);
    assert.deepEqual([after.clocks, after.clocksAt, after.outbox], [before.clocks, before.clocksAt, []]);
    assert.equal((await rebuild(next, { repair: true })).differences, 0);
    assert.deepEqual((await stored(id)).clocks, before.clocks);
  });

  it('a question joined into another conversation is measured there since it was asked, and stands still where it was', async () => {
    const older = await write();
    context.clock.advance(MINUTE);
    await reply(older);
    context.clock.advance(MINUTE);
    const younger = await write({}, phone);
    context.clock.advance(MINUTE);
    const ends = { a: anna.identityId as IdentityId, b: phone.identityId as IdentityId };
    await proposeLink(context, { ...ends, evidence: 'agent', proved: false });
    assert.equal((await stored(younger)).joinedInto, older);
    assert.equal((await clockOf(older, 'next-response')).dueAt, MONDAY + 2 * MINUTE + 2 * HOUR);
    assert.deepEqual([runningDueAt(await stored(younger)), (await stored(younger)).clocksAt], [undefined, undefined]);
    context.clock.advance(MINUTE);
    await retractLink(context, ends);
    assert.equal((await clockOf(younger, 'first-response')).dueAt, MONDAY + 3 * MINUTE + HOUR);
  });

  it('without targets nothing is ever due', async () => {
    await putSettings(2, { ...SETTINGS, defaultQueue: 'whenever' });
    const id = await write();
    context.clock.advance(1000 * HOUR);
    assert.equal(await tellAllPassed(context), false);
    assert.deepEqual([await told(id), (await stored(id)).clocksAt], [[], undefined]);
  });

  /** As the owner writes it: the document first, then the fact. */
  async function transfer(conversationId: ConversationId, queueId: string): Promise<void> {
    const document = await stored(conversationId);
    await context.collections.conversations.replace({ ...document, queueId });
    const body = { kind: 'queued' as const, conversationId, queueId, agentId, decidedAt: context.now() };
    await append(context, document.homeId, followUpEntryId(conversationId, `queued:${queueId}`), () => body);
  }
});

function isMiss({ body }: Entry): boolean {
  return body.kind === 'target-missed';
}
