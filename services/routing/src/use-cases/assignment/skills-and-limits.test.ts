import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ConversationId } from '@onethread/contracts';
import { exceededLimits } from '../../stores/agent-load.ts';
import { atRest } from '../../domain/conversation.ts';
import { takeConversation } from './index.ts';
import { openAssignmentDesk } from './testing/assignment-desk.ts';
import type { AssignmentDesk } from './testing/assignment-desk.ts';

const MAIL = { channel: 'email', interruptible: true, live: false };
const CHAT = { channel: 'chat' };
const french = (level: number) => [{ skill: 'french', level }];

describe('skills, queues and limits', () => {
  let desk: AssignmentDesk;
  beforeEach(async () => {
    desk = await openAssignmentDesk();
  });
  afterEach(async () => {
    await desk.close();
  });

  const reservedBy = async (id: ConversationId) => (await desk.conversation(id)).reservation?.agentId;
  const decisionOf = async (id: ConversationId) => {
    const { reservation } = await desk.conversation(id);
    return await desk.collections.decisions.get(reservation?.id ?? '');
  };

  it('asks the members of its queue who have the skill, then with time those who have less of it', async () => {
    await desk.applySettings({
      skills: [{ id: 'french', name: 'French' }],
      teams: [{ id: 'blue', name: 'Blue' }],
      queues: [
        { id: 'default', name: 'Everyone' },
        {
          id: 'paris',
          name: 'Paris',
          teams: ['blue'],
          skills: french(4),
          relax: [{ afterSeconds: 30, skills: french(2) }],
          anyoneAfterSeconds: 60,
        },
      ],
    });
    const anna = await desk.agent('anna', { capacity: 1, teams: ['blue'], skills: french(5) });
    const ben = await desk.agent('ben', { capacity: 1, teams: ['blue'], skills: french(3) });
    const cora = await desk.agent('cora', { capacity: 1 });
    const first = await desk.arrives('first', { queueId: 'paris' });
    assert.equal(await reservedBy(first), anna);
    await desk.accept(first);
    const second = await desk.arrives('second', { queueId: 'paris' });
    const third = await desk.arrives('third', { queueId: 'paris' });
    assert.match((await desk.conversation(second)).explanation, /1 agent full, 1 lacks French/);
    await desk.advance(30_000);
    assert.equal(await reservedBy(second), ben);
    await desk.accept(second);
    assert.equal(await reservedBy(third), undefined);
    await desk.advance(30_000);
    assert.equal(await reservedBy(third), cora);
    assert.equal((await decisionOf(third))?.step, 'anyone');
  });

  it('counts interruptible work apart, and each channel against its own limit', async () => {
    const anna = await desk.agent('anna', { capacity: 2, interruptibleCapacity: 3, channels: { chat: 1 } });
    const chats = [await desk.arrives('chat1', CHAT), await desk.arrives('chat2', CHAT)];
    const mails = [];
    for (const name of ['mail1', 'mail2', 'mail3', 'mail4']) mails.push(await desk.arrives(name, MAIL));
    const other = await desk.arrives('other', { channel: 'sms' });
    const held = [chats[0], mails[0], mails[1], mails[2], other];
    assert.deepEqual(await desk.holds(anna), held);
    const take = (conversationId: ConversationId) => takeConversation(desk, { agentId: anna, conversationId });
    assert.deepEqual(await take(chats[1] as ConversationId), { outcome: 'at-capacity' });
    assert.deepEqual(await take(mails[3] as ConversationId), { outcome: 'at-capacity' });
    const agent = await desk.collections.agents.get(anna);
    assert.ok(agent);
    assert.deepEqual(exceededLimits(agent), []);
    assert.deepEqual(agent.holds[1], { conversationId: mails[0], weight: 1, channel: 'email', interruptible: true });
  });

  it('lets a team hold no more than it may, also where its members take', async () => {
    await desk.applySettings({ teams: [{ id: 'blue', name: 'Blue', maxLoad: 2 }] });
    const anna = await desk.agent('anna', { teams: ['blue'] });
    const ben = await desk.agent('ben', { teams: ['blue'] });
    const ids = [];
    for (const name of ['a', 'b', 'c']) ids.push(await desk.arrives(name));
    const [a, , c] = ids as [ConversationId, ConversationId, ConversationId];
    assert.equal((await desk.holds(anna)).length + (await desk.holds(ben)).length, 2);
    assert.deepEqual(await takeConversation(desk, { agentId: ben, conversationId: c }), { outcome: 'at-capacity' });
    await desk.accept(a);
    await desk.project(a, (document) => atRest({ ...document, state: 'resolved' }, 'Resolved.'));
    await desk.quiet();
    assert.ok(await reservedBy(c));
  });

  it('keeps what is held when limits are lowered, marked as an exemption, and gives nothing more', async () => {
    const anna = await desk.agent('anna', { capacity: 2 });
    await desk.accept(await desk.arrives('first'));
    await desk.accept(await desk.arrives('second'));
    await desk.agent('anna', { capacity: 1 });
    const agent = await desk.collections.agents.get(anna);
    assert.ok(agent);
    assert.deepEqual(
      agent.holds.map(({ beyond }) => beyond),
      ['lowered', 'lowered'],
    );
    assert.equal(agent.loweredAt, desk.clock.now());
    assert.deepEqual(exceededLimits(agent), []);
    assert.equal(await reservedBy(await desk.arrives('third')), undefined);
  });

  it('decides by new settings as soon as they are heard of, and offers for as long as the queue says', async () => {
    const anna = await desk.agent('anna');
    const queues = [{ id: 'default', name: 'Everyone', skills: french(1), offerSeconds: 7 }];
    await desk.applySettings({ skills: [{ id: 'french', name: 'French' }], queues });
    const id = await desk.arrives('first');
    assert.match((await desk.conversation(id)).explanation, /1 agent lacks French/);
    await desk.applySettings({ queues: [{ id: 'default', name: 'Everyone', offerSeconds: 7 }] });
    const { reservation } = await desk.conversation(id);
    assert.equal(reservation?.agentId, anna);
    assert.equal(reservation?.until, desk.clock.now() + 7_000);
    await desk.advance(7_000);
    assert.deepEqual((await desk.conversation(id)).refusedBy, [anna]);
  });

  it('stores each decision with its inputs before the offer, and afterwards what became of it', async () => {
    const anna = await desk.agent('anna', { capacity: 1 });
    const ben = await desk.agent('ben', { capacity: 2 });
    await desk.agent('cora', { capacity: 1, skills: [] });
    const id = await desk.arrives('first', { ruleId: 'r1' });
    const decision = await decisionOf(id);
    assert.ok(decision);
    assert.deepEqual(
      { ...decision, rev: 0, _id: '', expiresAt: 0 },
      {
        _id: '',
        rev: 0,
        expiresAt: 0,
        pool: 'main',
        conversationId: id,
        at: desk.clock.now(),
        agentId: anna,
        choice: 'longest-idle',
        how: 'offered',
        step: 'own',
        queueId: 'default',
        candidates: [anna, ben, 'cora'].map((agentId) => ({
          agentId,
          load: 0,
          capacity: agentId === ben ? 2 : 1,
          lastAssignedAt: 0,
        })),
        candidateCount: 3,
        dropped: {},
        settingsVersion: 0,
        ruleId: 'r1',
        waitedMs: 0,
      },
    );
    await desk.advance(20_000);
    assert.equal((await desk.collections.decisions.get(decision._id))?.outcome, 'missed');
    const next = await decisionOf(id);
    assert.deepEqual(next?.dropped, { declined: 1 });
    await desk.accept(id);
    assert.equal((await desk.collections.decisions.get(next?._id ?? ''))?.outcome, 'accepted');
    const query = { index: 'by_conversation', equals: [id], limit: 10 } as const;
    assert.equal((await desk.collections.decisions.find(query)).documents.length, 2);
  });
});
