import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ConversationId, CustomerId, Entry, EntryBody, EntryId, IdentityId } from '@onethread/contracts';
import { RESOLVED_KEPT_PER_HOME } from './open-conversations.ts';
import { bornHead, foldEntry } from './stream-head.ts';
import type { StreamHead } from './stream-head.ts';

const anna = 'c_anna' as CustomerId;
const ben = 'c_ben' as CustomerId;

function after(head: StreamHead, ...bodies: EntryBody[]): StreamHead {
  return bodies.reduce((known, body) => foldEntry(known, entry(known, body)), head);
}

function entry(head: StreamHead, body: EntryBody): Entry {
  const n = head.n + 1;
  return {
    streamId: head.streamId,
    n,
    entryId: `e${n}` as EntryId,
    customerId: head.members[0] ?? anna,
    at: n * 1_000_000,
    body,
  };
}

function message(id: string, effect: 'opened' | 'reopened' | 'joined', over: object = {}): EntryBody {
  return {
    kind: 'message',
    author: 'customer',
    identityId: 'anna' as IdentityId,
    conversationId: id as ConversationId,
    effect,
    parts: [],
    providerMessageId: id,
    automatic: false,
    ...over,
  };
}

const agentId = 'agent' as Extract<EntryBody, { kind: 'resolved' }>['agentId'];
const resolved = (id: string): EntryBody => ({ kind: 'resolved', conversationId: id as ConversationId, agentId });

const read = (upToAt: number): EntryBody => ({ kind: 'agent-read', agentId, upToAt });

describe('a stream head', () => {
  it('refuses an entry that does not follow', () => {
    const head = bornHead(anna);
    assert.throws(() => foldEntry(head, { ...entry(head, message('v', 'opened')), n: 2 }), /does not follow/);
  });

  it('knows a conversation as open, snoozed, resolved and open again', () => {
    const conversationId = 'v' as ConversationId;
    let head = after(bornHead(anna), message('v', 'opened'));
    assert.deepEqual(head.open, [{ conversationId: 'v', homeId: anna, openedAt: 1000 }]);
    head = after(head, { kind: 'snoozed', conversationId, agentId, until: 77 });
    assert.equal(head.open[0]?.snoozedUntil, 77);
    head = after(head, { kind: 'woken', conversationId });
    assert.equal(head.open[0]?.snoozedUntil, undefined);
    head = after(head, resolved('v'));
    assert.equal(head.open[0]?.resolvedAt, 4000);
    head = after(head, message('v', 'reopened'));
    assert.deepEqual(head.open, [{ conversationId: 'v', homeId: anna, openedAt: 1000 }]);
  });

  it('remembers only the resolved conversations that were resolved last', () => {
    const ids = Array.from({ length: RESOLVED_KEPT_PER_HOME + 2 }, (_, n) => `v${n}`);
    const head = after(bornHead(anna), ...ids.flatMap((id) => [message(id, 'opened'), resolved(id)]));
    assert.deepEqual(
      head.open.map((one) => one.conversationId),
      ids.slice(2),
    );
  });

  it('takes an automatic first message for a conversation that nobody waits in', () => {
    const head = after(bornHead(anna), message('v', 'opened', { automatic: true }));
    assert.equal(head.open[0]?.resolvedAt, 1000);
    assert.equal(head.lastIdentityId, undefined);
  });

  it('lets members go with their conversations, and takes them in with theirs and with the streams to read', () => {
    const start = after(bornHead(anna), message('v', 'opened'));
    const moved = {
      kind: 'moved',
      opId: 'op',
      set: [anna],
      to: ben,
      open: start.open,
      streams: start.streams,
    } as const;
    const left = after(start, moved);
    assert.deepEqual([left.members, left.open, left.lastIdentityId], [[], [], undefined]);
    assert.deepEqual(left.moved[anna], { opId: 'op', to: ben, n: 2 });
    const joined = {
      kind: 'joined',
      opId: 'op',
      set: [anna],
      from: anna,
      open: start.open,
      streams: ['c_old'],
    } as const;
    const there = after(bornHead(ben), joined as unknown as EntryBody);
    assert.deepEqual(there.members, [ben, anna]);
    assert.deepEqual(there.open, start.open);
    assert.deepEqual(there.streams, [ben, anna, 'c_old']);
    const back = { ...joined, opId: 'op2', from: ben } as unknown as EntryBody;
    assert.deepEqual(after(left, back).moved, {});
  });

  it('never lets a read position or a watermark fall', () => {
    const identityId = 'anna' as IdentityId;
    const mark = (upToAt: number): EntryBody => ({ kind: 'watermark', identityId, receipt: 'read', upToAt });
    const head = after(bornHead(anna), mark(9), mark(5), read(8), read(3));
    assert.deepEqual(head.watermarks[identityId], { delivered: 0, read: 9 });
    assert.equal(head.agentsReadUpTo, 8);
  });
});
