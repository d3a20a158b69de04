import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ServerFrame } from '../../../wire/frames.ts';
import { sampleAgent, sampleConversation, sampleItem, sampleReply, sampleUpdate } from '../../../tests/wire-samples.ts';
import { conversationsOf, offersOf, unreadOf } from './conversation-lists.ts';
import { ACTIVITY_MS, initialDeskState, reduceDesk } from './desk-state.ts';
import type { DeskState, PendingItem } from './desk-state.ts';

const me = sampleAgent({ presence: 'available', load: 1 });

const pending: PendingItem = {
  clientMessageId: 'm1',
  kind: 'reply',
  customerId: 'c1',
  conversationId: 'v1',
  identityId: 'i1',
  parts: [{ kind: 'text', text: 'an answer', html: '' }],
  cursor: '',
  seenUpToUs: 0,
  createdAtMs: 1,
  state: 'sending',
  itemId: '',
  message: '',
};

function after(state: DeskState, ...frames: readonly ServerFrame[]): DeskState {
  return frames.reduce((now, frame) => reduceDesk(now, { type: 'frame', frame, nowMs: 1000 }), state);
}

const welcome = (...conversations: readonly ReturnType<typeof sampleConversation>[]): ServerFrame => ({
  type: 'welcome',
  welcome: { me, conversations, colleagues: [], channels: [], queues: [], ageUnitMs: 60_000, serverTimeMs: 61_000 },
});

test('a welcome replaces the conversations and keeps the threads', () => {
  const before = after(initialDeskState, welcome(sampleConversation()), {
    type: 'thread',
    thread: sampleUpdate({ snapshot: true, items: [sampleItem('a', 1)] }),
  });
  const now = after(before, welcome(sampleConversation({ conversationId: 'v2' })));
  assert.deepEqual(Object.keys(now.conversations), ['v2']);
  assert.equal(now.threads['c1']?.items.length, 1);
  assert.equal(now.clockOffsetMs, 60_000);
});

test('a picture has no part in rev: another one, or none any more, is shown as it is heard', () => {
  const now = after(initialDeskState, welcome(sampleConversation({ rev: 5 })));
  const pictured = sampleConversation({ rev: 5, pictureBlobId: 'p_1' });
  const shown = after(now, { type: 'conversation', conversation: pictured });
  assert.equal(shown.conversations['v1']?.pictureBlobId, 'p_1');
  assert.equal(after(shown, { type: 'conversation', conversation: pictured }), shown);
  const older = sampleConversation({ rev: 4, pictureBlobId: 'p_0' });
  assert.equal(after(shown, { type: 'conversation', conversation: older }), shown);
  const without = sampleConversation({ rev: 5 });
  assert.equal(after(shown, { type: 'conversation', conversation: without }).conversations['v1']?.pictureBlobId, '');
});

test('an older rev of a conversation changes nothing', () => {
  const now = after(initialDeskState, welcome(sampleConversation({ rev: 5, preview: 'new' })));
  assert.equal(after(now, { type: 'conversation', conversation: sampleConversation({ rev: 4, preview: 'old' }) }), now);
});

const reserved = (conversationId: string, agentId: string, untilMs: number) =>
  sampleConversation({ conversationId, reservation: { reservationId: 'r', agentId, untilMs } });

test('offers are those to me alone, the most urgent first', () => {
  const now = after(
    initialDeskState,
    welcome(reserved('late', 'a1', 9), reserved('other', 'a2', 1), reserved('soon', 'a1', 3)),
  );
  assert.deepEqual(
    offersOf(now).map((one) => one.conversationId),
    ['soon', 'late'],
  );
});

test('the queue shows who waits longest first, mine shows the unread first', () => {
  const now = after(
    initialDeskState,
    welcome(
      sampleConversation({ conversationId: 'w2', waitingSinceMs: 20 }),
      sampleConversation({ conversationId: 'w1', waitingSinceMs: 10 }),
      sampleConversation({ conversationId: 'm1', assigneeId: 'a1', lastActivityMs: 99 }),
      sampleConversation({ conversationId: 'm2', assigneeId: 'a1', lastActivityMs: 50, unread: 2 }),
      sampleConversation({ conversationId: 's1', assigneeId: 'a1', state: 'snoozed' }),
    ),
  );
  assert.deepEqual(
    conversationsOf(now, 'queue').map((one) => one.conversationId),
    ['w1', 'w2'],
  );
  assert.deepEqual(
    conversationsOf(now, 'mine').map((one) => one.conversationId),
    ['m2', 'm1'],
  );
  assert.deepEqual(
    conversationsOf(now, 'snoozed').map((one) => one.conversationId),
    ['s1'],
  );
  assert.equal(unreadOf(now), 2);
});

test('a pending reply goes when history shows it, whichever of item and result comes first', () => {
  const item = sampleItem('x1', 5, { content: sampleReply({ clientMessageId: 'm1', agentId: 'a1' }) });
  const thread: ServerFrame = { type: 'thread', thread: sampleUpdate({ items: [item] }) };
  const start = reduceDesk(after(initialDeskState, welcome()), { type: 'pending-added', pending });
  assert.equal(after(start, thread).pending.length, 0);
  const stored = reduceDesk(start, { type: 'pending-stored', clientMessageId: 'm1', itemId: 'x1' });
  assert.equal(stored.pending[0]?.state, 'stored');
  assert.equal(after(stored, thread).pending.length, 0);
});

test('a reply of a colleague with the same message id does not hide mine', () => {
  const item = sampleItem('x1', 5, { content: sampleReply({ clientMessageId: 'm1', agentId: 'a2' }) });
  const start = reduceDesk(after(initialDeskState, welcome()), { type: 'pending-added', pending });
  assert.equal(after(start, { type: 'thread', thread: sampleUpdate({ items: [item] }) }).pending.length, 1);
});

test('a pending note goes when its item is there', () => {
  const content = { kind: 'note', parts: [], agentId: 'a1', agentName: 'Ada' } as const;
  const start = reduceDesk(after(initialDeskState, welcome()), {
    type: 'pending-added',
    pending: { ...pending, kind: 'note' },
  });
  const shown = after(start, { type: 'thread', thread: sampleUpdate({ items: [sampleItem('n1', 5, { content })] }) });
  assert.equal(shown.pending.length, 1);
  assert.equal(reduceDesk(shown, { type: 'pending-stored', clientMessageId: 'm1', itemId: 'n1' }).pending.length, 0);
});

test('typing is over after its time, or when the words are there', () => {
  const typing: ServerFrame = {
    type: 'activity',
    activity: { customerId: 'c1', agentId: '', agentName: '', activity: 'typing' },
  };
  const now = after(initialDeskState, welcome(sampleConversation()), typing);
  assert.equal(now.activities['c1']?.length, 1);
  assert.equal(reduceDesk(now, { type: 'activities-aged', nowMs: 1000 + ACTIVITY_MS - 1 }), now);
  assert.equal(reduceDesk(now, { type: 'activities-aged', nowMs: 1000 + ACTIVITY_MS }).activities['c1'], undefined);
  const written = after(now, {
    type: 'conversation',
    conversation: sampleConversation({ rev: 2, lastActivityMs: 2000 }),
  });
  assert.equal(written.activities['c1']?.length, 0);
});

test('my own new state is taken over from the agents', () => {
  const now = after(initialDeskState, welcome(), { type: 'agent', agent: { ...me, presence: 'away', rev: 2 } });
  assert.equal(now.me?.presence, 'away');
});

const waiting = (conversationId: string, change: Parameters<typeof sampleConversation>[0]) =>
  sampleConversation({ conversationId, waitingSinceMs: 600_000, ...change });

test('the queue is in the order in which routing serves it: by when each should be answered and its priority', () => {
  const clock = { target: 'first-response', warnMs: 0, missed: false, leftMs: 0 };
  const conversations = [
    waiting('plain', {}),
    waiting('old', { waitingSinceMs: 500_000 }),
    waiting('important', { priority: 5 }),
    waiting('due-late', { clocks: [{ ...clock, dueMs: 9_000_000 }] }),
    waiting('due-soon', { clocks: [{ ...clock, dueMs: 900_000 }] }),
    waiting('paused', { clocks: [{ ...clock, dueMs: 0, leftMs: 5 }], waitingSinceMs: 600_001 }),
  ];
  const state: DeskState = {
    ...initialDeskState,
    me,
    queues: [{ queueId: 'others', name: 'Others', pool: 'main', teamIds: ['others'], served: false }],
    conversations: Object.fromEntries(
      [...conversations, waiting('moved-on', { queueId: 'others' })].map((one) => [one.conversationId, one]),
    ),
  };
  assert.deepEqual(
    conversationsOf(state, 'queue').map((one) => one.conversationId),
    ['due-soon', 'important', 'old', 'plain', 'paused', 'due-late'],
  );
});
