import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { AgentId, ConversationId, Entry, StreamId } from '@onethread/contracts';
import { entriesAbove } from '../../stores/read-entries.ts';
import { returnToQueue } from '../assignment/index.ts';
import { openAssignmentDesk, type AssignmentDesk } from '../assignment/testing/assignment-desk.ts';
import { receiveMessage } from '../receive-message.ts';
import { resolveConversation } from '../resolve-conversation.ts';
import { identityRef, inbound } from '../testing/test-context.ts';
import { AssignmentTale } from './assignment-tale.ts';

const carl = identityRef('carl');

describe('refusals that the thread tells late, since brokers are away', () => {
  let desk: AssignmentDesk;
  let anna: AgentId;
  let conversationId: ConversationId;
  let streamId: StreamId;
  let logIsBack: () => void;

  beforeEach(async () => {
    desk = await openAssignmentDesk();
    anna = await desk.agent('anna');
    const { entry } = await receiveMessage(desk, inbound(carl, 'first'));
    assert.ok(entry.body.kind === 'message');
    ({ conversationId } = entry.body);
    ({ streamId } = entry);
    await desk.quiet();
    assert.deepEqual(await desk.accept(conversationId), { outcome: 'accepted' });
    const away = Promise.withResolvers<void>();
    logIsBack = away.resolve;
    // What is committed to this stream after it waits for its announcement before it reaches the documents.
    inBackground(receiveMessage({ ...desk, announce: () => away.promise }, inbound(carl, 'second')));
    await desk.quiet();
    desk.clock.advance(1);
  });
  afterEach(() => desk.close());

  it('who moved it to a queue before it was resolved and came back may be asked again', async () => {
    const moved = await desk.assign('transfer', { conversationId, by: anna, toQueueId: 'default' });
    assert.equal(moved.outcome, 'accepted');
    desk.clock.advance(1);
    await resolvedAndBack();
    logIsBack();
    await desk.quiet();
    assert.deepEqual(await desk.accept(conversationId, anna), { outcome: 'accepted' });

    const entries = await entriesSince(3);
    assert.deepEqual(entries.map(words), [
      'released transferred',
      'resolved',
      'message reopened',
      'queued',
      'assigned accepted',
    ]);
    assert.deepEqual(offeredAgain(entries), []);
  });

  it('who gave it back before the document heard that it had come back may be asked again', async () => {
    await resolvedAndBack();
    desk.clock.advance(1);
    inBackground(returnToQueue(desk, { conversationId, agentId: anna }));
    await desk.quiet();
    assert.deepEqual((await desk.conversation(conversationId)).refusedBy, [anna]);
    logIsBack();
    await desk.quiet();
    assert.deepEqual(await desk.accept(conversationId, anna), { outcome: 'accepted' });

    const entries = await entriesSince(3);
    assert.deepEqual(entries.map(words), ['resolved', 'message reopened', 'released returned', 'assigned accepted']);
    assert.deepEqual(offeredAgain(entries), []);
  });

  async function resolvedAndBack(): Promise<void> {
    inBackground(resolveConversation(desk, { conversationId, agentId: anna }));
    await desk.quiet();
    inBackground(receiveMessage(desk, inbound(carl, 'third')));
    await desk.quiet();
  }

  async function entriesSince(n: number): Promise<readonly Entry[]> {
    const entries: Entry[] = [];
    for await (const entry of entriesAbove(desk.collections, streamId, n)) entries.push(entry);
    return entries;
  }
});

function inBackground(work: Promise<unknown>): void {
  work.catch((error: unknown) => assert.fail(String(error)));
}

function words({ body }: Entry): string {
  if (body.kind === 'message') return `message ${body.effect}`;
  return body.kind === 'assigned' || body.kind === 'released' ? `${body.kind} ${body.reason}` : body.kind;
}

function offeredAgain(entries: readonly Entry[]): readonly string[] {
  const tale = new AssignmentTale();
  for (const entry of entries) tale.take(entry);
  return tale.offeredAgain;
}
