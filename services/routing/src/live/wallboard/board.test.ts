import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentId, ConversationId, CustomerId, IdentityId } from '@onethread/contracts';
import { seeded } from '@onethread/testkit';
import { Board } from './board.ts';
import type { BoardAgent, BoardClock, BoardConversation, Place } from './board-terms.ts';
import { MAX_AT_RISK } from './targets-at-risk.ts';

const PLACES: readonly Place[] = ['waiting', 'offered', 'in-work', 'snoozed', 'resting'];

function conversation(id: number | string, over: Partial<BoardConversation> = {}): BoardConversation {
  return {
    conversationId: `v_${id}` as ConversationId,
    customerId: `c_${id}` as CustomerId,
    lastIdentityId: `i_${id}` as IdentityId,
    queueId: 'default',
    place: 'waiting',
    waitingSince: 1000,
    clocks: [],
    ...over,
  };
}

function agent(agentId: string, over: Partial<BoardAgent> = {}): BoardAgent {
  return {
    agentId: agentId as AgentId,
    name: agentId,
    presence: 'available',
    connected: true,
    since: 0,
    load: 0,
    capacity: 10,
    interruptibleLoad: 0,
    interruptibleCapacity: 10,
    teams: [],
    ...over,
  };
}

const clock = (over: Partial<BoardClock> = {}): BoardClock => ({ target: 'first-response', missed: false, ...over });

describe('a board', () => {
  it('says after every change what a plain count says, and names the rows that are another, no more and no fewer', () => {
    const random = seeded(7);
    const board = new Board();
    const agents = ['ada', 'ben', 'cleo'];
    const queues = ['default', 'sales', 'gone'];
    board.setQueues(queues.slice(0, 2).map((queueId) => ({ queueId, name: queueId, teams: [] })));
    const known = new Map<string, BoardConversation>();
    let before = new Map<string, string>();
    for (let step = 0; step < 3000; step += 1) {
      const id = `v_${random.between(0, 40)}`;
      if (random.chance(0.25)) {
        known.delete(id);
        board.removeConversation(id as ConversationId);
      } else if (random.chance(0.1)) {
        const agentId = random.pick(agents);
        if (random.chance(0.3)) board.removeAgent(agentId as AgentId);
        else board.setAgent(agent(agentId, { load: random.between(0, 5) }));
      } else {
        const place = random.pick(PLACES);
        const held = place === 'in-work' || place === 'offered' ? { heldBy: random.pick(agents) as AgentId } : {};
        const waits = place === 'waiting' || place === 'offered';
        const { waitingSince: _, ...rest } = conversation(id.slice(2), {
          queueId: random.pick(queues),
          place,
          ...held,
        });
        const missed = clock({ missed: random.chance(0.3), dueAt: 5 });
        const one = { ...rest, ...(waits ? { waitingSince: random.between(1, 50) } : {}), clocks: [missed] };
        known.set(id, one);
        board.setConversation(one);
      }
      if (random.chance(0.3)) continue;
      const now = rowsOf(board);
      assert.deepEqual(now.queues, countedPlainly([...known.values()], board.queueIds()));
      for (const agentId of board.agentIds()) {
        const has = [...known.values()].filter(({ place, heldBy }) => place === 'in-work' && heldBy === agentId);
        assert.equal(board.agentRow(agentId)?.conversations, has.length);
      }
      const changes = board.takeChanges(0);
      const after = saidOf(board);
      const differ = [...new Set([...before.keys(), ...after.keys()])].filter(
        (key) => before.get(key) !== after.get(key),
      );
      const told = [...(changes?.queues ?? []), ...(changes?.agents ?? [])];
      assert.deepEqual(told.toSorted(), differ.toSorted(), `step ${step}`);
      before = after;
    }
  });

  it('shows targets that are near or past, soonest first, and says when the next one will be', () => {
    const board = new Board();
    board.setConversation(conversation('late', { clocks: [clock({ dueAt: 50, warnAt: 40, missed: true })] }));
    board.setConversation(conversation('near', { clocks: [clock({ dueAt: 200, warnAt: 90 })] }));
    board.setConversation(conversation('far', { clocks: [clock({ dueAt: 900, warnAt: 700 })] }));
    board.setConversation(conversation('still', { clocks: [clock({ leftMs: 5, missed: true })] }));
    const shown = (now: number) =>
      board.atRisk(now, () => true).map(({ conversation: { conversationId } }) => conversationId);
    assert.equal(board.takeChanges(100)?.targets, true);
    assert.deepEqual(shown(100), ['v_late', 'v_near']);
    assert.equal(board.targetsChangeAt, 700);
    assert.equal(board.takeChanges(699), undefined);
    assert.equal(board.takeChanges(700)?.targets, true);
    assert.deepEqual(shown(700), ['v_late', 'v_near', 'v_far']);
    assert.equal(board.queueRow('default')?.missedTargets, 2);
  });

  it('of more targets at risk than are shown those are shown that are due first', () => {
    const board = new Board();
    const random = seeded(3);
    const due = Array.from({ length: 4 * MAX_AT_RISK }, () => random.between(1, 1000));
    for (const [index, dueAt] of due.entries())
      board.setConversation(conversation(index, { clocks: [clock({ dueAt, warnAt: 0 })] }));
    const shown = board.atRisk(0, () => true).map((row) => row.clock.dueAt);
    assert.deepEqual(shown, due.toSorted((a, b) => a - b).slice(0, MAX_AT_RISK));
  });
});

function rowsOf(board: Board) {
  return { queues: [...board.queueIds()].map((queueId) => board.queueRow(queueId)) };
}

function saidOf(board: Board): Map<string, string> {
  const said = new Map<string, string>();
  for (const queueId of board.queueIds()) said.set(queueId, JSON.stringify(board.queueRow(queueId)));
  for (const agentId of board.agentIds()) said.set(agentId, JSON.stringify(board.agentRow(agentId)));
  return said;
}

function countedPlainly(all: readonly BoardConversation[], queueIds: Iterable<string>) {
  return [...queueIds].map((queueId) => {
    const here = all.filter((one) => one.queueId === queueId);
    const at = (place: Place): number => here.filter((one) => one.place === place).length;
    const since = here.flatMap(({ waitingSince }) => (waitingSince === undefined ? [] : [waitingSince]));
    return {
      queueId,
      name: queueId,
      teams: [],
      waiting: at('waiting'),
      offered: at('offered'),
      inWork: at('in-work'),
      snoozed: at('snoozed'),
      missedTargets: here.filter(({ clocks }) => clocks[0]?.missed).length,
      ...(since.length === 0 ? {} : { longestWaitingSince: Math.min(...since) }),
    };
  });
}
