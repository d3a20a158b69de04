import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { AgentId, ConversationId } from '@onethread/contracts';
import { atRest } from '../../domain/conversation.ts';
import { exceededLimits } from '../../stores/agent-load.ts';
import { acceptOffer } from './index.ts';
import { openAssignmentDesk } from './testing/assignment-desk.ts';
import type { AssignmentDesk } from './testing/assignment-desk.ts';

describe('handing over, by the owner', () => {
  let desk: AssignmentDesk;
  let anna: AgentId;
  let ben: AgentId;
  let supervisor: AgentId;
  beforeEach(async () => {
    desk = await openAssignmentDesk();
    anna = await desk.agent('anna', { capacity: 1 });
  });
  afterEach(async () => {
    await desk.close();
  });

  /** Only anna is there while the first conversation comes. */
  const othersCome = async (): Promise<void> => {
    ben = await desk.agent('ben', { capacity: 1 });
    supervisor = await desk.agent('carl', { capacity: 1, role: 'supervisor' });
  };
  const held = async (name: string): Promise<ConversationId> => {
    const id = await desk.arrives(name);
    await desk.accept(id);
    return id;
  };
  const outcomeOf = async (...request: Parameters<AssignmentDesk['assign']>) => (await desk.assign(...request)).outcome;

  it('the assignee hands it to a colleague with room: hold first, the old one last, told as one event each', async () => {
    const id = await held('first');
    await othersCome();
    const wish = { conversationId: id, by: anna, toAgentId: ben, requestId: 'q1' };
    assert.equal(await outcomeOf('transfer', wish), 'accepted');
    const document = await desk.conversation(id);
    assert.equal(document.assigneeId, ben);
    assert.equal(document.keeperId, ben);
    assert.equal(document.explanation, 'Transferred to BEN by ANNA');
    assert.deepEqual([await desk.holds(anna), await desk.holds(ben)], [[], [id]]);
    const told = ['assigned accepted', 'released transferred', 'assigned transferred'];
    assert.deepEqual(await desk.facts('first'), told);

    // Said again, with the same id and as a new wish: nothing more happens.
    assert.equal(await outcomeOf('transfer', wish), 'accepted');
    assert.equal(await outcomeOf('transfer', { ...wish, requestId: 'q2' }), 'accepted');
    assert.deepEqual(await desk.facts('first'), told);
    // Also when it is somebody else's by now.
    assert.equal(await outcomeOf('transfer', { conversationId: id, by: ben, toAgentId: supervisor }), 'accepted');
    assert.equal(await outcomeOf('transfer', wish), 'accepted');
    assert.equal((await desk.conversation(id)).assigneeId, supervisor);
    const decision = await desk.collections.decisions.get('q1');
    assert.equal(decision?.choice, 'transferred');
    assert.equal(decision.by, anna);
    assert.equal(decision.outcome, 'accepted');
  });

  it('a request that comes again when nobody remembers it does not take its decision away', async () => {
    const id = await held('first');
    await othersCome();
    const wish = { conversationId: id, by: anna, toAgentId: ben, requestId: 'q1' };
    await desk.assign('transfer', wish);
    for (let n = 0; n < 10; n += 1) {
      await desk.assign('assign', { conversationId: id, by: supervisor, toAgentId: supervisor });
      await desk.assign('assign', { conversationId: id, by: supervisor, toAgentId: ben });
    }
    assert.ok((await desk.conversation(id)).doneRequests?.includes('q1') === false);
    assert.equal(await outcomeOf('transfer', wish), 'not-yours');
    await desk.quiet();
    assert.equal((await desk.collections.decisions.get('q1'))?.outcome, 'accepted');
  });

  it('refuses who may not, whoever has no room, is not there or does not exist, and what is not open', async () => {
    const id = await held('first');
    await othersCome();
    const other = await held('second');
    const bens = (await desk.conversation(other)).assigneeId === ben;
    const full = bens ? ben : supervisor;
    const free = bens ? supervisor : ben;
    const to = (toAgentId: AgentId, by: AgentId = anna) => ({ conversationId: id, by, toAgentId });
    assert.equal(await outcomeOf('transfer', to(free, ben)), 'not-yours');
    assert.equal(await outcomeOf('assign', to(free, anna)), 'not-yours');
    assert.equal(await outcomeOf('take-over', { conversationId: id, by: ben }), 'not-yours');
    assert.equal(await outcomeOf('transfer', to(free, 'nobody' as AgentId)), 'not-yours');
    assert.equal(await outcomeOf('transfer', to(full)), 'at-capacity');
    assert.equal(await outcomeOf('transfer', to('nobody' as AgentId)), 'not-found');
    assert.equal(await outcomeOf('transfer', { conversationId: id, by: anna, toQueueId: 'none' }), 'not-found');
    assert.equal(await outcomeOf('transfer', { conversationId: id, by: anna }), 'not-found');
    assert.equal(await outcomeOf('transfer', { ...to(free), conversationId: 'v_none' }), 'not-found');
    await desk.loseStream(free);
    await desk.advance(30_000);
    assert.equal(await outcomeOf('transfer', to(free)), 'busy');
    assert.equal((await desk.conversation(id)).assigneeId, anna);
    await desk.project(id, (document) => atRest({ ...document, state: 'resolved' }, 'Resolved.'));
    assert.equal(await outcomeOf('transfer', to(free)), 'not-found');
    assert.deepEqual(await desk.facts('first'), ['assigned accepted']);
  });

  it('a supervisor gives it beyond capacity: a recorded exemption, after which nothing more is given', async () => {
    const id = await held('first');
    await othersCome();
    const other = await held('second');
    const to = { conversationId: other, by: supervisor, toAgentId: anna };
    assert.equal(await outcomeOf('assign', to), 'at-capacity');
    assert.equal(await outcomeOf('assign', { ...to, requestId: 'q1', beyondCapacity: true }), 'accepted');
    assert.deepEqual(await desk.holds(anna), [id, other]);
    const agent = await desk.collections.agents.get(anna);
    assert.ok(agent);
    assert.deepEqual(
      agent.holds.map(({ beyond }) => beyond),
      [undefined, 'forced'],
    );
    assert.deepEqual(exceededLimits(agent), []);
    assert.deepEqual((await desk.facts('second')).slice(-2), ['released forced', 'assigned forced']);
    assert.equal((await desk.conversation(other)).explanation, 'Given to ANNA by CARL, beyond capacity');
    const decision = await desk.collections.decisions.get('q1');
    assert.equal(decision?.forced, true);
    assert.equal(decision.choice, 'forced');
    assert.deepEqual(decision.candidates, [
      { agentId: anna, load: 1, capacity: 1, lastAssignedAt: agent.lastAssignedAt },
    ]);
    await desk.project(other, (document) => atRest({ ...document, state: 'resolved' }, 'Resolved.'));
    assert.deepEqual(await desk.holds(anna), [id]);
  });

  it('a supervisor takes over what somebody has, and what is being offered: that offer is withdrawn', async () => {
    const id = await held('first');
    await othersCome();
    assert.equal(await outcomeOf('take-over', { conversationId: id, by: supervisor }), 'accepted');
    assert.deepEqual([await desk.holds(anna), await desk.holds(supervisor)], [[], [id]]);
    assert.equal((await desk.conversation(id)).explanation, 'Taken over by CARL');

    const offered = await desk.arrives('second');
    const { reservation } = await desk.conversation(offered);
    assert.ok(reservation);
    const other = reservation.agentId === anna ? ben : anna;
    assert.equal(await outcomeOf('assign', { conversationId: offered, by: supervisor, toAgentId: other }), 'accepted');
    assert.deepEqual(await desk.facts('second'), ['released rescinded', 'assigned assigned-by-supervisor']);
    const late = { agentId: reservation.agentId, agentName: 'late', conversationId: offered };
    assert.deepEqual(await acceptOffer(desk, { ...late, reservationId: reservation.id }), {
      outcome: 'taken',
      by: other,
      byName: other.toUpperCase(),
    });
    assert.deepEqual(await desk.holds(reservation.agentId), []);
    assert.equal((await desk.collections.decisions.get(reservation.id))?.outcome, 'rescinded');
  });

  it('to another queue it goes with its age; who handed it over is not asked, all others are again', async () => {
    await desk.applySettings({
      queues: [
        { id: 'default', name: 'Everyone' },
        { id: 'bills', name: 'Bills', priority: 5 },
      ],
    });
    const since = desk.clock.now();
    const id = await desk.arrives('first', { skills: [], ruleId: 'r1', refusedBy: ['ben' as AgentId], priority: 2 });
    await desk.accept(id);
    await othersCome();
    await desk.agent('carl', { capacity: 1, role: 'supervisor', channels: {} });
    await desk.advance(5_000);
    const wish = { conversationId: id, by: anna, toQueueId: 'bills', requestId: 'q1' };
    assert.equal(await outcomeOf('transfer', wish), 'accepted');
    const document = await desk.conversation(id);
    assert.equal(document.queueId, 'bills');
    assert.equal(document.waitingSince, since);
    assert.equal(document.priority, 7);
    assert.equal(document.ruleId, undefined);
    assert.deepEqual(document.refusedBy, [anna]);
    assert.notEqual(document.reservation?.agentId, anna);
    assert.ok(document.reservation);
    assert.deepEqual(await desk.holds(anna), []);
    assert.deepEqual(await desk.facts('first'), ['assigned accepted', 'released transferred', 'queued']);
    assert.equal(await outcomeOf('transfer', wish), 'accepted');
    assert.equal(await outcomeOf('transfer', { ...wish, requestId: 'q2' }), 'accepted');
    assert.equal(await outcomeOf('transfer', { ...wish, by: ben, requestId: 'q3' }), 'not-yours');
    assert.deepEqual(await desk.facts('first'), ['assigned accepted', 'released transferred', 'queued']);
  });
});
