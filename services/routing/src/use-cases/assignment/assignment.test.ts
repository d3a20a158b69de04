import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { AgentId, ConversationId } from '@onethread/contracts';
import { atRest } from '../../domain/conversation.ts';
import {
  declineOffer,
  getAgentById,
  listAgents,
  putAgent,
  returnToQueue,
  setAgentDisabled,
  setPresence,
  takeConversation,
} from './index.ts';
import { openAssignmentDesk } from './testing/assignment-desk.ts';
import type { AssignmentDesk } from './testing/assignment-desk.ts';

describe('assignment', () => {
  let desk: AssignmentDesk;
  beforeEach(async () => {
    desk = await openAssignmentDesk();
  });
  afterEach(async () => {
    await desk.close();
  });

  const reservedBy = async (id: ConversationId) => (await desk.conversation(id)).reservation?.agentId;
  const decline = async (id: ConversationId) => {
    const { reservation } = await desk.conversation(id);
    assert.ok(reservation);
    const { agentId } = reservation;
    const result = await declineOffer(desk, { agentId, conversationId: id, reservationId: reservation.id });
    await desk.quiet();
    return result.outcome;
  };

  it('offers to the least busy, holds it there, and keeps its age', async () => {
    const anna = await desk.agent('anna');
    await desk.agent('ben', { capacity: 4 });
    const first = await desk.arrives('first');
    assert.equal(await reservedBy(first), anna);
    const document = await desk.conversation(first);
    assert.equal(document.explanation, 'Offered to ANNA: longest without a new conversation of 2 free agents');
    assert.equal(document.waitingSince, desk.clock.now());
    assert.equal(document.reservation?.until, desk.clock.now() + 20_000);
    assert.deepEqual(await desk.holds(anna), [first]);
    assert.equal(await reservedBy(await desk.arrives('second')), 'ben');
    assert.equal(await reservedBy(await desk.arrives('third')), 'ben');
  });

  it('announces an offer to its agent alone, and an acceptance to the whole pool', async () => {
    const anna = await desk.agent('anna');
    desk.announced.length = 0;
    const id = await desk.arrives('first');
    await desk.accept(id);
    const told = desk.announced.map(({ event }) => event).filter((event) => event.type === 'conversation');
    assert.deepEqual(told[0]?.agentIds, [anna]);
    assert.ok(told.some((event) => event.agentIds.length === 0));
  });

  it('assigns once when accepted, however often it is said, and tells everyone else who has it', async () => {
    const anna = await desk.agent('anna');
    const id = await desk.arrives('first');
    const { reservation } = await desk.conversation(id);
    const others = await Promise.all(
      Array.from({ length: 99 }, (_, index) => desk.accept(id, `other${index}` as AgentId)),
    );
    for (const other of others) assert.deepEqual(other, { outcome: 'taken', by: anna, byName: 'ANNA' });
    assert.deepEqual(await desk.accept(id, anna), { outcome: 'accepted' });
    assert.deepEqual(await desk.accept(id, anna), { outcome: 'accepted' });
    assert.deepEqual(await desk.accept(id, 'late' as AgentId), { outcome: 'taken', by: anna, byName: 'ANNA' });
    const document = await desk.conversation(id);
    assert.equal(document.assigneeId, anna);
    assert.equal(document.waitingSince, undefined);
    assert.deepEqual(document.lastReservation, { id: reservation?.id, agentId: anna, outcome: 'accepted' });
    const { documents } = await desk.collections.entries.find({ index: 'by_stream', equals: ['c_first'], limit: 10 });
    assert.deepEqual(
      documents.map(({ body }) => body),
      [
        {
          kind: 'assigned',
          conversationId: id,
          agentId: anna,
          reason: 'accepted',
          decidedAt: desk.clock.now(),
          stateAt: document.stateAt,
        },
      ],
    );
    assert.deepEqual(document.outbox, []);
  });

  it('asks others at once after a decline, and never the decliner again', async () => {
    await desk.agent('anna');
    await desk.agent('ben');
    const id = await desk.arrives('first');
    const decliner = await reservedBy(id);
    assert.equal(await decline(id), 'declined');
    const next = await reservedBy(id);
    assert.notEqual(next, decliner);
    assert.ok(next);
    await decline(id);
    assert.equal(await reservedBy(id), undefined);
    const document = await desk.conversation(id);
    assert.equal(document.explanation, 'Waiting: 2 agents declined or missed it');
    assert.equal(document.waitingSince, document.openedAt);
    assert.deepEqual(await desk.holds('anna' as AgentId), []);
  });

  it('ends an offer after its time, keeps the age, and sets an agent away that misses two in a row', async () => {
    const anna = await desk.agent('anna');
    const first = await desk.arrives('first');
    const since = desk.clock.now();
    const { reservation } = await desk.conversation(first);
    await desk.advance(19_999);
    assert.equal(await reservedBy(first), anna);
    await desk.advance(1);
    const document = await desk.conversation(first);
    assert.equal(document.reservation, undefined);
    assert.equal(document.waitingSince, since);
    assert.deepEqual(document.refusedBy, [anna]);
    assert.deepEqual(await desk.holds(anna), []);
    const late = { agentId: anna, conversationId: first, reservationId: reservation?.id ?? '' };
    assert.equal((await declineOffer(desk, late)).outcome, 'expired');
    assert.deepEqual(await desk.accept(first, anna), { outcome: 'expired' });

    const second = await desk.arrives('second');
    await desk.advance(20_000);
    assert.equal((await desk.said(anna))?.presence, 'away');
    assert.equal((await desk.conversation(second)).explanation, 'Waiting: 1 agent declined or missed it');
    await setPresence(desk, { agentId: anna, presence: 'available' });
    assert.equal(await reservedBy(await desk.arrives('third')), anna);
  });

  it('counts no offer as missed of which nobody heard while the log was away: it is made again', async () => {
    const anna = await desk.agent('anna');
    desk.logIsHeard(false);
    const first = await desk.arrives('first');
    const second = await desk.arrives('second');
    await desk.advance(60_000);
    desk.logIsHeard(true);
    await desk.advance(20_000);
    assert.equal((await desk.said(anna))?.presence, 'available');
    for (const id of [first, second]) {
      assert.deepEqual((await desk.conversation(id)).refusedBy, []);
      assert.equal(await reservedBy(id), anna);
    }
  });

  it('withdraws the other open offers of an agent that is set away, and tells what it holds', async () => {
    const anna = await desk.agent('anna', { capacity: 3 });
    await desk.arrives('first');
    await desk.arrives('second');
    desk.clock.advance(5_000);
    const third = await desk.arrives('third');
    await desk.advance(15_000);
    assert.equal((await desk.said(anna))?.presence, 'away');
    assert.equal(await reservedBy(third), undefined);
    assert.deepEqual((await desk.conversation(third)).refusedBy, []);
    assert.deepEqual(await desk.holds(anna), []);
    desk.announced.length = 0;
    await desk.advance(500);
    assert.deepEqual(
      desk.announced.map(({ key, event }) => `${event.type} ${key}`),
      ['agent anna'],
    );
  });

  it('tells a load at once when it changes, and no more than twice a second', async () => {
    await desk.agent('anna', { capacity: 100 });
    await desk.advance(1_000);
    desk.announced.length = 0;
    const told = () => desk.announced.filter(({ event }) => event.type === 'agent').length;
    await desk.arrives('first');
    await desk.arrives('second');
    await desk.advance(50);
    assert.equal(told(), 1);
    for (let n = 0; n < 10; n += 1) {
      await desk.arrives(`more ${n}`);
      await desk.advance(40);
    }
    assert.equal(told(), 1);
    await desk.advance(100);
    assert.equal(told(), 2);
  });

  it('does not leave a customer with an offer that a clock set back would keep open', async () => {
    const anna = await desk.agent('anna', { capacity: 1 });
    const id = await desk.arrives('first');
    const { reservation } = await desk.conversation(id);
    desk.clock.set(desk.clock.now() - 3_600_000);
    desk.owner.wake();
    await desk.quiet();
    const after = await desk.conversation(id);
    assert.deepEqual(after.refusedBy, []);
    assert.equal(after.reservation?.agentId, anna);
    assert.notEqual(after.reservation?.id, reservation?.id);
    assert.equal(after.reservation?.until, desk.clock.now() + 20_000);
  });

  it('never fills an agent beyond capacity, and offers the oldest as soon as there is room', async () => {
    const anna = await desk.agent('anna', { capacity: 2 });
    const ids = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      ids.push(await desk.arrives(name));
      desk.clock.advance(1);
    }
    const [a, b, c, d] = ids as [ConversationId, ConversationId, ConversationId, ConversationId];
    await desk.accept(a);
    await desk.accept(b);
    assert.deepEqual(await desk.holds(anna), [a, b]);
    assert.equal((await desk.conversation(d)).explanation, 'Waiting: 1 agent full');
    await desk.project(a, (document) => atRest({ ...document, state: 'resolved' }, 'Resolved.'));
    await desk.quiet();
    assert.equal(await reservedBy(c), anna);
    assert.equal(await reservedBy(d), undefined);
    assert.deepEqual(await desk.holds(anna), [b, c]);
  });

  it('asks the keeper first when a conversation comes back', async () => {
    const anna = await desk.agent('anna', { capacity: 3 });
    await desk.agent('ben', { capacity: 3 });
    const id = await desk.arrives('first');
    await desk.accept(id);
    const other = await desk.arrives('second');
    await desk.accept(other, await reservedBy(other));
    const more = await desk.arrives('third');
    await desk.accept(more, await reservedBy(more));
    await desk.project(id, (document) => atRest({ ...document, state: 'resolved' }, 'Resolved.'));
    await desk.project(id, (document) => ({ ...document, state: 'open', waitingSince: desk.clock.now() }));
    assert.equal(await reservedBy(id), anna);
    assert.equal((await desk.conversation(id)).explanation, 'Offered to ANNA: served this customer last');
  });

  it('withdraws open offers of an agent that goes away, without counting them as refused', async () => {
    const anna = await desk.agent('anna');
    const id = await desk.arrives('first');
    await setPresence(desk, { agentId: anna, presence: 'away' });
    await desk.quiet();
    const document = await desk.conversation(id);
    assert.equal(document.reservation, undefined);
    assert.deepEqual(document.refusedBy, []);
    assert.deepEqual(await desk.holds(anna), []);
    await setPresence(desk, { agentId: anna, presence: 'available' });
    await desk.quiet();
    assert.equal(await reservedBy(id), anna);
  });

  it('keeps work for the time of grace after a stream broke; then live conversations wait with their age, others stay', async () => {
    const anna = await desk.agent('anna', { capacity: 3 });
    const since = desk.clock.now();
    const live = await desk.arrives('live');
    const mail = await desk.arrives('mail', { live: false });
    await desk.accept(live);
    await desk.accept(mail);
    desk.clock.advance(5_000);
    await desk.loseStream(anna);
    assert.equal(await reservedBy(await desk.arrives('new')), undefined);
    await desk.advance(29_000);
    await desk.openStream(anna);
    await desk.advance(60_000);
    assert.equal((await desk.conversation(live)).assigneeId, anna);
    await desk.loseStream(anna);
    await desk.advance(30_000);
    const document = await desk.conversation(live);
    assert.equal(document.assigneeId, undefined);
    assert.equal(document.waitingSince, since);
    assert.equal(document.keeperId, anna);
    assert.equal((await desk.conversation(mail)).assigneeId, anna);
    assert.deepEqual(await desk.holds(anna), [mail]);
  });

  it('offers nothing to an agent whose connection keeps breaking until it held for a minute', async () => {
    const anna = await desk.agent('anna');
    for (let drops = 1; drops <= 4; drops += 1) {
      await desk.loseStream(anna);
      await desk.openStream(anna);
    }
    const id = await desk.arrives('first');
    assert.equal(await reservedBy(id), undefined);
    assert.equal((await desk.conversation(id)).explanation, 'Waiting: 1 agent away');
    await desk.advance(60_000);
    assert.equal(await reservedBy(id), anna);
  });

  it('lets an agent take what waits, within capacity, and tells who has what is taken', async () => {
    const anna = await desk.agent('anna', { capacity: 1 });
    const ben = await desk.agent('ben', { capacity: 1 });
    await setPresence(desk, { agentId: anna, presence: 'busy' });
    await setPresence(desk, { agentId: ben, presence: 'busy' });
    const first = await desk.arrives('first');
    const second = await desk.arrives('second');
    const take = (agentId: AgentId, conversationId: ConversationId) =>
      takeConversation(desk, { agentId, conversationId });
    assert.deepEqual(await take(anna, first), { outcome: 'accepted' });
    assert.deepEqual(await take(anna, first), { outcome: 'accepted' });
    assert.deepEqual(await take(anna, second), { outcome: 'at-capacity' });
    assert.deepEqual(await take(ben, first), { outcome: 'taken', by: anna, byName: 'ANNA' });
    assert.deepEqual(await take(ben, 'v_none' as ConversationId), { outcome: 'not-found' });
    assert.deepEqual(await desk.holds(anna), [first]);
    assert.deepEqual(await desk.holds(ben), []);
  });

  it('returns a conversation to the queue with its age, and does not offer it to that agent again', async () => {
    const anna = await desk.agent('anna');
    const ben = await desk.agent('ben');
    const since = desk.clock.now();
    const id = await desk.arrives('first');
    await desk.accept(id);
    desk.clock.advance(1_000);
    assert.equal((await returnToQueue(desk, { agentId: anna, conversationId: id })).outcome, 'returned');
    await desk.quiet();
    assert.equal(await reservedBy(id), ben);
    assert.equal((await desk.conversation(id)).waitingSince, since);
    assert.equal((await returnToQueue(desk, { agentId: anna, conversationId: id })).outcome, 'returned');
    assert.equal((await returnToQueue(desk, { agentId: ben, conversationId: id })).outcome, 'not-yours');
  });

  it('gives back all that a disabled agent holds', async () => {
    const anna = await desk.agent('anna');
    const id = await desk.arrives('first');
    const mail = await desk.arrives('mail', { live: false });
    await desk.accept(mail);
    await setAgentDisabled(desk, { agentId: anna, disabled: true });
    await desk.quiet();
    assert.equal(await reservedBy(id), undefined);
    assert.equal((await desk.conversation(mail)).assigneeId, undefined);
    assert.deepEqual(await desk.holds(anna), []);
  });

  it('goes on after a restart: offers stand, agents have the time of grace to come back', async () => {
    const anna = await desk.agent('anna');
    const offered = await desk.arrives('offered');
    const served = await desk.arrives('served');
    await desk.accept(served);
    await desk.restart();
    assert.equal(await reservedBy(offered), anna);
    assert.equal((await desk.said(anna))?.streams.length, 0);
    await desk.advance(10_000);
    await desk.openStream(anna);
    assert.deepEqual(await desk.accept(offered), { outcome: 'accepted' });
    await desk.advance(60_000);
    assert.equal((await desk.conversation(served)).assigneeId, anna);
    await desk.restart();
    await desk.advance(30_000);
    assert.equal((await desk.conversation(served)).assigneeId, undefined);
    assert.deepEqual(await desk.holds(anna), []);
  });

  it('finds within a sweep what a lost wake left behind', async () => {
    const anna = await desk.agent('anna', { capacity: 1 });
    const id = await desk.arrives('first');
    await desk.accept(id);
    const document = await desk.conversation(id);
    await desk.collections.conversations.replace(atRest({ ...document, state: 'resolved' }, 'Resolved.'));
    const second = await desk.arrives('second');
    assert.equal(await reservedBy(second), undefined);
    await desk.advance(5_000);
    assert.equal(await reservedBy(second), anna);
    assert.deepEqual(await desk.holds(anna), [second]);
  });

  it('keeps agents: created once, updated by email or id, one email for one agent', async () => {
    const put = { name: 'Anna', email: 'Anna@Example.org', role: 'agent' } as const;
    const { agent, created } = await putAgent(desk, put);
    assert.equal(created, true);
    assert.equal(agent.capacity, 10);
    assert.deepEqual(await putAgent(desk, { ...put, name: 'Anne', capacity: 3 }), {
      agent: { ...agent, name: 'Anne', capacity: 3, interruptibleCapacity: 3, rev: agent.rev + 1 },
      created: false,
    });
    await assert.rejects(putAgent(desk, { ...put, agentId: 'other' }), { code: 'conflict' });
    await assert.rejects(putAgent(desk, { ...put, capacity: 1001 }), { code: 'invalid' });
    await assert.rejects(putAgent(desk, { ...put, email: 'nowhere' }), { code: 'invalid' });
    assert.equal((await listAgents(desk)).length, 1);
    assert.equal((await getAgentById(desk, agent.agentId))?.connected, false);
  });
});
