import type { ScriptedRouting } from './scripted-routing.ts';

const MINUTE_MS = 60_000;
const day = (weekday: string) => ({ weekday, hours: ['09:00-12:00', '13:00-17:30'] });

const candidate = (agentId: string, agentName: string, load: number) => ({ agentId, agentName, load, capacity: 10 });

/** Targets, explanations, a wallboard and settings, on top of `playScene`. */
export function playAssignment(routing: ScriptedRouting): void {
  const { assignment } = routing;
  const now = Date.now();
  routing.queues.push({ queueId: 'q2', name: 'Billing', pool: 'main', teamIds: ['billing'], served: true });
  routing.changeAgent('admin', { role: 'admin', teamIds: ['billing'] });
  routing.changeAgent('ben', { presence: 'AVAILABLE', load: 4, teamIds: ['billing', 'french'] });
  routing.addAgent('chi', {
    name: 'Chioma Adichie',
    presence: 'AVAILABLE',
    load: 10,
    interruptibleLoad: 10,
    interruptibleCapacity: 10,
  });
  routing.addAgent('lin', { name: 'Lin Manuel', presence: 'AWAY', load: 2, interruptibleLoad: 3 });
  const clock = (target: string, dueInMs: number) => ({
    target,
    dueMs: now + dueInMs,
    warnMs: now + dueInMs - 15 * MINUTE_MS,
  });
  routing.change('grace', { clocks: [clock('next-response', 9 * MINUTE_MS), clock('resolution', 300 * MINUTE_MS)] });
  routing.change('rosa', { clocks: [{ ...clock('first-response', -4 * MINUTE_MS), missed: true }] });
  routing.change('alan', { clocks: [clock('first-response', 48 * MINUTE_MS)] });
  routing.change('mary', { clocks: [{ target: 'resolution', dueMs: 0, leftMs: 90 * MINUTE_MS }] });
  routing.put('grace', {
    itemId: 'n-warn',
    event: { kind: 'target-warning', target: 'next-response', dueMs: now + 9 * MINUTE_MS },
  });

  assignment.explanations.set('grace', {
    conversationId: 'grace',
    queueId: 'q1',
    queueName: 'Support',
    ruleId: 'payments',
    ruleName: 'Payments',
    settingsVersion: 4,
    summary: 'Offered to you: least loaded of 2 who were free, after 14 s.',
    decisions: [
      {
        decisionId: 'd2',
        atMs: now - 22 * MINUTE_MS,
        agentId: 'admin',
        agentName: 'Ada Lovelace',
        choice: 'least-busy',
        words: 'Had the most room of 2 who could take it.',
        candidates: [candidate('admin', 'Ada Lovelace', 2), candidate('ben', 'Ben Okri', 4)],
        candidateCount: 2,
        dropped: [
          { reason: 'full', agents: 3, words: '3 agents are full' },
          { reason: 'skill', agents: 1, words: '1 lacks French 3' },
        ],
        settingsVersion: 4,
        waitedMs: 14_000,
        outcome: 'accepted',
      },
      {
        decisionId: 'd1',
        atMs: now - 23 * MINUTE_MS,
        agentId: 'lin',
        agentName: 'Lin Manuel',
        choice: 'sticky',
        words: 'Served this customer last.',
        waitedMs: 1000,
        outcome: 'missed',
      },
    ],
    whyNot: { agentId: 'admin', agentName: 'Ada Lovelace' },
  });
  assignment.explanations.set('rosa', {
    conversationId: 'rosa',
    queueId: 'q1',
    queueName: 'Support',
    settingsVersion: 4,
    summary: 'Waits for somebody who speaks French.',
    waiting: {
      sinceMs: now - 64 * MINUTE_MS,
      ahead: 2,
      reasons: [
        { reason: 'full', agents: 3, words: '3 agents are full' },
        { reason: 'away', agents: 1, words: '1 agent is away' },
      ],
      wouldHelp: ['Ben Okri (French 3) becomes free'],
      relaxesAtMs: now + 12_000,
      skills: [{ skill: 'French', level: 3 }],
    },
    whyNot: { agentId: 'admin', agentName: 'Ada Lovelace', reasons: ['skill'], words: ['You lack French 3.'] },
  });

  assignment.board = {
    queues: [
      {
        queueId: 'q1',
        name: 'Support',
        waiting: 3,
        longestWaitingSinceMs: now - 64 * MINUTE_MS,
        offered: 1,
        inWork: 12,
        snoozed: 2,
        missedTargets: 1,
      },
      { queueId: 'q2', name: 'Billing', inWork: 4, teamIds: ['billing'] },
    ],
    agents: [
      {
        agentId: 'admin',
        name: 'Ada Lovelace',
        presence: 'AVAILABLE',
        connected: true,
        load: 3,
        capacity: 10,
        conversations: 3,
        sinceMs: now - 40 * MINUTE_MS,
        interruptibleCapacity: 10,
      },
      {
        agentId: 'ben',
        name: 'Ben Okri',
        presence: 'BUSY',
        connected: true,
        load: 11,
        capacity: 10,
        conversations: 7,
        sinceMs: now - 5 * MINUTE_MS,
        interruptibleLoad: 4,
        interruptibleCapacity: 20,
      },
      {
        agentId: 'lin',
        name: 'Lin Manuel',
        presence: 'AWAY',
        connected: false,
        load: 10,
        capacity: 10,
        conversations: 5,
        sinceMs: now - 90 * MINUTE_MS,
      },
    ],
    atRisk: [
      {
        conversationId: 'rosa',
        customerId: 'c_rosa',
        customerName: 'Rosalind Franklin',
        queueId: 'q1',
        clock: { ...clock('first-response', -4 * MINUTE_MS), missed: true },
      },
      {
        conversationId: 'grace',
        customerId: 'c_grace',
        customerName: 'Grace Hopper',
        queueId: 'q1',
        assigneeId: 'admin',
        clock: clock('next-response', 9 * MINUTE_MS),
      },
    ],
  };

  assignment.version = 4;
  assignment.settings = {
    skills: [
      { id: 'french', name: 'French' },
      { id: 'refunds', name: 'Refunds' },
    ],
    teams: [
      { id: 'billing', name: 'Billing team' },
      { id: 'french', name: 'French speakers', maxLoad: 40 },
    ],
    pools: [{ id: 'main', name: 'Main' }],
    calendars: [
      {
        id: 'office',
        name: 'Office hours',
        timeZone: 'Europe/Berlin',
        week: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map(day),
        holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
      },
    ],
    channels: [{ channel: 'bottle', weight: 1, interruptible: true }],
    queues: [
      {
        id: 'q1',
        name: 'Support',
        pool: 'main',
        skills: [{ skill: 'french', level: 3 }],
        relax: [{ afterSeconds: 30, skills: [{ skill: 'french', level: 2 }] }],
        overflow: [{ afterSeconds: 60, queue: 'q2' }],
        calendar: 'office',
        targets: { firstResponseMinutes: 30, nextResponseMinutes: 60, warnMinutes: 10 },
        idleMinutes: 30,
      },
      { id: 'q2', name: 'Billing', pool: 'main', teams: ['billing'], idleMinutes: 30 },
    ],
    rules: [
      {
        id: 'payments',
        name: 'Payments',
        when: { text: ['refund', 'invoice'], attributes: [{ name: 'plan', values: ['gold'] }] },
        queue: 'q2',
        priority: 3,
      },
      { id: 'mail', name: 'Mail', when: { channels: ['bottle'] }, queue: 'q1' },
      { id: 'night', name: 'At night', when: { hours: { calendar: 'office', open: false } }, queue: 'q1' },
    ],
    defaultQueue: 'q1',
    ageUnitSeconds: 60,
  };
  assignment.agents = [
    {
      agentId: 'admin',
      email: 'admin@localhost',
      name: 'Ada Lovelace',
      role: 'admin',
      abilities: { pool: 'main', capacity: 10, teams: ['billing'], skills: [{ skill: 'french', level: 2 }] },
    },
    {
      agentId: 'ben',
      email: 'ben@localhost',
      name: 'Ben Okri',
      role: 'agent',
      abilities: {
        pool: 'main',
        capacity: 10,
        interruptibleCapacity: 20,
        channels: [{ channel: 'drum', capacity: 3 }],
        teams: ['billing', 'french'],
        skills: [{ skill: 'french', level: 3 }],
      },
    },
  ];
  assignment.entries.push({
    atMs: now - 26 * 3600_000,
    by: 'ben',
    note: 'More room for French',
    version: 4,
    changes: [{ path: 'teams[french].maxLoad', before: '30', after: '40' }],
  });
}
