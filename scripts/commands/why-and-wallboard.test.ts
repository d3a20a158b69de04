import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentRow, Explanation, QueueRow, Wallboard } from '@onethread/rpc';
import { renderWallboard } from './render-wallboard.ts';
import { WallboardRows } from './wallboard-rows.ts';
import { renderExplanation } from './why.ts';

const NOW = Date.parse('2026-11-22T10:00:00Z');

const queue = (queueId: string, waiting: number, over: Partial<QueueRow> = {}): QueueRow => {
  const none = { longestWaitingSinceMs: 0, offered: 0, inWork: 0, snoozed: 0, missedTargets: 0 };
  return { queueId, name: queueId, waiting, ...none, teamIds: [], removed: false, ...over };
};
const agent = (name: string, over: Partial<AgentRow> = {}): AgentRow => {
  const held = { load: 1, capacity: 4, conversations: 1, interruptibleLoad: 0, interruptibleCapacity: 2 };
  const there = { presence: 'AVAILABLE', connected: true, sinceMs: NOW - 65_000 } as const;
  return { agentId: name, name, ...there, ...held, teamIds: [], removed: false, ...over };
};
const part = (over: Partial<Wallboard>): Wallboard => {
  return { snapshot: false, atMs: NOW, queues: [], agents: [], atRisk: [], atRiskWhole: false, ...over };
};

const candidate = (agentName: string, load: number) => {
  return { agentId: agentName, agentName, load, capacity: 4, lastAssignedMs: 0 };
};

describe('the wallboard on a terminal', () => {
  it('keeps rows by the parts that come', () => {
    const rows = new WallboardRows();
    rows.take(part({ snapshot: true, queues: [queue('b', 1), queue('a', 2)], agents: [agent('Ada'), agent('Ben')] }));
    rows.take(part({ queues: [queue('b', 3)], agents: [agent('Ben', { removed: true })] }));
    assert.deepEqual(
      rows.all().queues.map(({ queueId, waiting }) => [queueId, waiting]),
      [
        ['a', 2],
        ['b', 3],
      ],
    );
    assert.deepEqual(
      rows.all().agents.map(({ name }) => name),
      ['Ada'],
    );
    rows.take(part({ snapshot: true, queues: [queue('c', 0)] }));
    assert.deepEqual([rows.all().queues.map(({ queueId }) => queueId), rows.all().agents], [['c'], []]);
  });

  it('shows ages, loads and what is late', () => {
    const clock = { target: 'first-response', dueMs: NOW - 5000, warnMs: 0, missed: true, leftMs: 0 };
    const target = {
      conversationId: 'v_1',
      customerId: 'c_1',
      customerName: 'Zoe',
      queueId: 'a',
      assigneeId: '',
      clock,
    };
    const text = renderWallboard(
      {
        atMs: NOW,
        queues: [queue('a', 2, { longestWaitingSinceMs: NOW - 3_725_000 })],
        agents: [agent('Ada'), agent('Ben', { connected: false })],
        atRisk: [target],
      },
      NOW,
    );
    assert.match(text, /^a +2 +1:02:05 +0 +0 +0 +0$/mu);
    assert.match(text, /^Ada +available +1:05 +1\/4 +0\/2 +1$/mu);
    assert.match(text, /^Ben +not connected/mu);
    assert.match(text, /^first-response +late by 0:05 +Zoe +v_1 +a$/mu);
  });
});

describe('an explanation on a terminal', () => {
  const told: Explanation = {
    conversationId: 'v_1',
    queueId: 'bills',
    queueName: 'Bills',
    ruleId: 'r1',
    ruleName: 'Words of bills',
    settingsVersion: 4,
    summary: 'Waiting: 1 agent full',
    waiting: {
      sinceMs: NOW - 90_000,
      ahead: -1,
      reasons: [{ reason: 'full', agents: 1, words: '1 agent is full' }],
      wouldHelp: ['Ada (French 3) becomes free'],
      relaxesAtMs: 0,
      skills: [],
      dueMs: NOW,
    },
    decisions: [],
    whyNot: { agentId: 'ben', agentName: 'Ben', reasons: ['skill'], words: ['lacks French 3'] },
  };

  it('says the rule, the wait, what would help, and why not the agent', () => {
    assert.equal(
      renderExplanation(told, NOW),
      [
        'v_1\nWaiting: 1 agent full',
        'Queue Bills (bills), by the rule "Words of bills" (r1), settings 4',
        'Waiting for 90 s, too many wait to tell how many before it, due 2026-11-22T10:00:00.000Z\n' +
          '  1 agent is full\nIt would help if\n  Ada (French 3) becomes free',
        'Why not Ben\n  lacks French 3',
        'No decision yet.',
      ].join('\n\n'),
    );
  });

  it('says of each decision what it was made from and what came of it', () => {
    const decision = {
      decisionId: 'd1',
      atMs: NOW,
      agentId: 'Ada',
      agentName: 'Ada',
      choice: 'least-busy',
      words: 'Offered to Ada: least busy of 2 free agents',
      candidates: [candidate('Ada', 1), candidate('Ben', 2)],
      candidateCount: 2,
      dropped: [{ reason: 'away', agents: 1, words: '1 agent is away' }],
      settingsVersion: 4,
      waitedMs: 3000,
      step: 'overflow',
      outcome: 'declined',
      byAgentId: '',
    };
    const text = renderExplanation({ ...told, waiting: null, whyNot: null, decisions: [decision] }, NOW);
    assert.match(text, /^ {2}2026-11-22T10:00:00.000Z {2}Offered to Ada: .*, waited 3 s, overflow, declined$/mu);
    assert.match(text, /^ {4}could take it: Ada 1\/4, Ben 2\/4$/mu);
    assert.match(text, /^ {4}could not: 1 agent is away$/mu);
  });
});
