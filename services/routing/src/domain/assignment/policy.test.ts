import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { queueSchema } from '@onethread/contracts';
import type { AgentId, ConversationId } from '@onethread/contracts';
import type { z } from 'zod';
import { AssignmentPolicy } from './policy.ts';
import type { AgentState, PolicySettings, WaitingConversation } from './terms.ts';

type QueueInput = Omit<z.input<typeof queueSchema>, 'name'>;
const SECOND = 1000;

const agent = (agentId: string, changes: Partial<AgentState> = {}): AgentState => ({
  agentId: agentId as AgentId,
  availability: 'available',
  capacity: 4,
  interruptibleCapacity: 4,
  load: 0,
  interruptibleLoad: 0,
  channelLoad: {},
  channels: {},
  skills: [],
  teams: [],
  lastAssignedAt: 0,
  ...changes,
});

const waiting = (conversationId: string, changes: Partial<WaitingConversation> = {}): WaitingConversation => ({
  conversationId: conversationId as ConversationId,
  waitingSince: 0,
  queueId: 'q',
  weight: 1,
  channel: 'sms',
  interruptible: false,
  priority: 0,
  skills: [],
  refusedBy: [],
  ...changes,
});

const ids = (...names: string[]) => names as AgentId[];
const keeperId = 'k' as AgentId;
const french = (level: number) => ({ skill: 'french', level });

const settingsOf = (queues: readonly QueueInput[], more: Partial<PolicySettings> = {}): PolicySettings => ({
  version: 1,
  ageUnitSeconds: 60,
  teams: [],
  queues: queues.map((queue) => queueSchema.parse({ name: queue.id, ...queue })),
  ...more,
});
const plainQueue = settingsOf([{ id: 'q' }]);

function policyOf(
  agents: readonly AgentState[],
  conversations: readonly WaitingConversation[],
  settings = plainQueue,
): AssignmentPolicy {
  const policy = new AssignmentPolicy(settings);
  for (const state of agents) policy.setAgent(state);
  for (const conversation of conversations) policy.setWaiting(conversation, 1);
  return policy;
}

/** All that is decided at this time, as "conversation>agent:choice/candidates". */
function decideAll(policy: AssignmentPolicy, now = 1): string[] {
  const decisions: string[] = [];
  for (let next = policy.decide(now); next !== undefined; next = policy.decide(now)) {
    decisions.push(`${next.conversationId}>${next.agentId}:${next.choice}/${next.candidateCount}`);
  }
  return decisions;
}

describe('who gets it', () => {
  it('offers the longest waiting first, to the least busy, then to the longest idle, then by id', () => {
    const agents = [
      agent('a', { load: 1 }),
      agent('b', { lastAssignedAt: 5 }),
      agent('c', { lastAssignedAt: 3 }),
      agent('d', { lastAssignedAt: 3 }),
    ];
    const policy = policyOf(agents, [waiting('y', { waitingSince: 2 }), waiting('x', { waitingSince: 1 })]);
    assert.deepEqual(decideAll(policy, 6), ['x>c:longest-idle/4', 'y>d:longest-idle/4']);
  });

  it('compares load by capacity, not by count', () => {
    const agents = [agent('small', { load: 1, capacity: 2 }), agent('large', { load: 4, capacity: 10 })];
    assert.deepEqual(decideAll(policyOf(agents, [waiting('x')])), ['x>large:least-busy/2']);
  });

  it('passes over what nobody can take, and comes back to it once somebody can', () => {
    const policy = policyOf(
      [agent('a', { capacity: 2 })],
      [
        waiting('heavy', { waitingSince: 1, weight: 3 }),
        waiting('refused', { waitingSince: 2, refusedBy: ids('a') }),
        waiting('light', { waitingSince: 3 }),
      ],
    );
    assert.deepEqual(decideAll(policy), ['light>a:only/1']);
    policy.setAgent(agent('b', { capacity: 4 }));
    assert.deepEqual(decideAll(policy), ['heavy>b:only/1', 'refused>b:only/1']);
  });

  it('gives interruptible work to who is full of other work, and the other way round', () => {
    const policy = policyOf(
      [agent('chats', { load: 4, lastAssignedAt: 1 }), agent('mails', { interruptibleLoad: 4 })],
      [waiting('chat'), waiting('mail', { interruptible: true, channel: 'email' })],
    );
    assert.deepEqual(decideAll(policy), ['chat>mails:only/1', 'mail>chats:only/1']);
  });

  it('keeps to what an agent may hold of one channel', () => {
    const limited = agent('a', { channels: { sms: 2, email: 0 }, channelLoad: { sms: 1 }, load: 1 });
    const conversations = [
      waiting('mail', { channel: 'email' }),
      waiting('heavy', { weight: 2 }),
      waiting('light'),
      waiting('other', { channel: 'messenger' }),
    ];
    const policy = policyOf([limited], conversations);
    assert.deepEqual(decideAll(policy), ['light>a:only/1', 'other>a:only/1']);
    assert.deepEqual(policy.whyNot(waiting('heavy'), limited.agentId, 1), ['channel-full']);
  });

  it('counts what a conversation weighs at once, with the time of the decision', () => {
    const policy = policyOf([agent('a', { lastAssignedAt: 9 })], [waiting('x', { weight: 2 })]);
    const decision = policy.decide(5);
    assert.ok(decision);
    assert.deepEqual(
      policy.agent(decision.agentId),
      agent('a', { load: 2, channelLoad: { sms: 2 }, lastAssignedAt: 9 }),
    );
    assert.equal(policy.waitingCount, 0);
    assert.equal(policy.decide(5), undefined);
  });

  it('tells what it decided from: candidates best first as they were, and why others could not', () => {
    const many = Array.from({ length: 12 }, (_, index) => agent(`m${index}`, { load: 1, lastAssignedAt: index }));
    const others = [agent('off', { availability: 'offline' }), agent('away', { availability: 'away', load: 4 })];
    const policy = policyOf([...many, ...others, agent('full', { load: 4 })], [waiting('x', { refusedBy: ids('m3') })]);
    const decision = policy.decide(20);
    assert.ok(decision);
    const { candidates, dropped } = policy.inputsOf(decision);
    assert.equal(decision.candidateCount, 11);
    assert.deepEqual(
      candidates.map((each) => each.agentId),
      ids('m0', 'm1', 'm2', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9', 'm10'),
    );
    assert.deepEqual(candidates[0], { agentId: 'm0', load: 1, capacity: 4, lastAssignedAt: 0 });
    assert.deepEqual(dropped, { declined: 1, offline: 1, away: 1, full: 1 });
    assert.throws(() => policy.inputsOf({ ...decision }), RangeError);
  });

  it('decides at once what thousands wait for that everybody declined', () => {
    const policy = policyOf([agent('a', { capacity: 1 })], []);
    for (let index = 0; index < 20_000; index += 1) {
      policy.setWaiting(waiting(`x${index}`, { refusedBy: ids('a', `b${index % 50}`) }), 1);
    }
    policy.setWaiting(waiting('y', { waitingSince: 9 }), 9);
    assert.deepEqual(decideAll(policy, 9), ['y>a:only/1']);
  });

  it('serves what waits for a queue that is not in the settings as one open to all', () => {
    const policy = policyOf([agent('a', { teams: ['red'] })], [waiting('x', { queueId: 'gone', skills: [french(1)] })]);
    assert.deepEqual(policy.reasons('x' as ConversationId, 1)?.dropped, { skill: 1 });
    policy.setAgent(agent('b', { skills: [french(2)] }));
    assert.deepEqual(decideAll(policy), ['x>b:only/1']);
  });

  it('refuses weights that would never fill anyone, and numbers that are none', () => {
    for (const weight of [0, -1, NaN, Infinity]) {
      assert.throws(() => policyOf([], [waiting('x', { weight })]), RangeError);
    }
    assert.throws(() => policyOf([], [waiting('x', { waitingSince: NaN })]), RangeError);
    assert.throws(() => policyOf([agent('a', { load: NaN })], []), RangeError);
  });
});

describe('the order of waiting', () => {
  it('counts each unit of priority as a unit of age', () => {
    const at = (seconds: number, priority: number) => ({ waitingSince: seconds * SECOND, priority });
    const conversations = [
      waiting('old', at(0, 0)),
      waiting('urgent', at(119, 2)),
      waiting('late', at(121, 2)),
      waiting('low', at(0, -1)),
    ];
    const order = decideAll(policyOf([agent('a')], conversations), 200 * SECOND).map((each) => each.split('>')[0]);
    assert.deepEqual(order, ['urgent', 'old', 'late', 'low']);
  });

  it('puts what is due sooner before what came sooner; without a target it is due in 15 minutes', () => {
    const conversations = [
      waiting('a', { waitingSince: 0 }),
      waiting('b', { waitingSince: 60 * SECOND, dueAt: 899 * SECOND }),
      waiting('c', { waitingSince: 60 * SECOND, dueAt: 901 * SECOND }),
    ];
    const order = decideAll(policyOf([agent('z')], conversations), 60 * SECOND).map((each) => each.split('>')[0]);
    assert.deepEqual(order, ['b', 'a', 'c']);
  });
});

describe('the agent who served the customer last', () => {
  const kept = waiting('x', { keeperId });

  it('gets it at once, though busier than others', () => {
    const policy = policyOf([agent('k', { load: 3 }), agent('a')], [kept]);
    const decision = policy.decide(1);
    assert.deepEqual(
      [decision?.agentId, decision?.choice, decision?.step, decision?.candidateCount],
      ['k', 'sticky', 'sticky', 1],
    );
  });

  it('is waited for while available but full, for as long as the queue says', () => {
    const policy = policyOf([agent('k', { load: 4 }), agent('a')], [kept]);
    assert.deepEqual(decideAll(policy, 9_999), []);
    assert.equal(policy.nextChangeAt(), 10_000);
    assert.deepEqual(policy.reasons(kept.conversationId, 9_999)?.dropped, { 'waits-for-keeper': 1, full: 1 });
    assert.deepEqual(policy.whyNot(kept, 'a' as AgentId, 9_999), ['waits-for-keeper']);
    assert.deepEqual(decideAll(policy, 10_000), ['x>a:only/1']);
  });

  it('gets it when free before that', () => {
    const policy = policyOf([agent('k', { load: 4 }), agent('a')], [kept]);
    policy.setAgent(agent('k', { load: 3 }));
    assert.deepEqual(decideAll(policy, 5_000), ['x>k:sticky/1']);
  });

  it('is still preferred when the conversation comes back with an old age', () => {
    const policy = policyOf([agent('k', { load: 3 }), agent('a')], [kept]);
    assert.deepEqual(decideAll(policy, 60_000), ['x>k:sticky/2']);
    const full = policyOf([agent('k', { load: 4 }), agent('a')], [kept]);
    assert.deepEqual(decideAll(full, 60_000), ['x>a:only/1']);
  });

  for (const [what, changes, conversation] of [
    ['away', { availability: 'away' }, kept],
    ['offline', { availability: 'offline' }, kept],
    ['one who refused it', {}, { ...kept, refusedBy: ids('k') }],
    ['one without the skill', {}, { ...kept, skills: [french(1)] }],
    ['one who could never hold it', { capacity: 1 }, { ...kept, weight: 2 }],
    ['one who never takes the channel', { channels: { sms: 0 } }, kept],
  ] as const) {
    it(`is not waited for: ${what}`, () => {
      const other = agent('a', { skills: [french(1)] });
      const policy = policyOf([agent('k', { load: 4, ...changes }), other], [conversation]);
      assert.deepEqual(decideAll(policy), ['x>a:only/1']);
    });
  }

  it('is waited for no more once gone, and again once back in time', () => {
    const policy = policyOf([agent('k', { load: 4 }), agent('a', { load: 4 })], [kept]);
    const step = () => policy.reasons(kept.conversationId, 5)?.step;
    assert.equal(step(), 'sticky');
    policy.setAgent(agent('k', { load: 4, availability: 'away' }));
    assert.equal(step(), 'own');
    policy.setAgent(agent('k', { load: 4 }));
    assert.equal(step(), 'sticky');
    policy.setAgent(agent('k', { load: 4, teams: ['red'] }));
    assert.equal(step(), 'sticky');
    policy.removeAgent(keeperId);
    assert.equal(step(), 'own');
    policy.setAgent(agent('a'));
    assert.deepEqual(decideAll(policy, 5), ['x>a:only/1']);
  });
});

describe('steps of waiting', () => {
  const settings = settingsOf([
    {
      id: 'q',
      teams: ['red'],
      skills: [french(4)],
      relax: [
        { afterSeconds: 60, skills: [french(1)] },
        { afterSeconds: 30, skills: [french(3)] },
      ],
      overflow: [{ afterSeconds: 90, queue: 'blue' }],
      anyoneAfterSeconds: 120,
    },
    { id: 'blue', teams: ['blue'] },
  ]);
  const red = (agentId: string, level: number) => agent(agentId, { teams: ['red'], skills: [french(level)] });

  it('asks for less, then asks other queues, then anyone, each at its own age', () => {
    const policy = policyOf([], [waiting('x')], settings);
    const met: unknown[] = [];
    for (let at: number | undefined = 0; at !== undefined; at = policy.nextChangeAt()) {
      policy.decide(at);
      const { step, skills } = policy.reasons('x' as ConversationId, at) ?? {};
      met.push([at / SECOND, step, skills?.map(({ level }) => level)]);
    }
    assert.deepEqual(met, [
      [0, 'own', [4]],
      [30, 'relaxed', [3]],
      [60, 'relaxed', [1]],
      [90, 'overflow', [1]],
      [120, 'anyone', []],
    ]);
  });

  it('gives it to whoever is asked by then', () => {
    const blue = agent('blue', { teams: ['blue'], skills: [french(2)] });
    const everyone = [red('little', 1), red('some', 3), red('much', 4), blue, agent('stranger')];
    const given = (absent: number, at: number) =>
      decideAll(policyOf(everyone.toSpliced(0, absent), [waiting('x')], settings), at * SECOND);
    assert.deepEqual(given(0, 0), ['x>much:only/1']);
    assert.deepEqual(given(0, 30), ['x>much:longest-idle/2']);
    assert.deepEqual(given(3, 89), []);
    assert.deepEqual(given(3, 90), ['x>blue:only/1']);
    assert.deepEqual(given(4, 119), []);
    assert.deepEqual(given(4, 120), ['x>stranger:only/1']);
  });

  it("asks for the rule's skills beside the queue's, until a step replaces both", () => {
    const both = agent('both', { teams: ['red'], skills: [french(4), { skill: 'billing', level: 2 }] });
    const asking = waiting('x', { skills: [{ skill: 'billing', level: 2 }] });
    const policy = policyOf([red('much', 5)], [asking], settings);
    assert.deepEqual(decideAll(policy, 0), []);
    assert.deepEqual(decideAll(policyOf([both, red('much', 5)], [asking], settings), 0), ['x>both:only/1']);
    assert.deepEqual(decideAll(policy, 30 * SECOND), ['x>much:only/1']);
  });

  it('goes back to what is asked at an earlier age when the clock jumps back, and loses nothing', () => {
    const policy = policyOf([red('some', 3)], [waiting('x')], settings);
    policy.setAgent({ ...red('some', 3), availability: 'away' });
    assert.deepEqual(decideAll(policy, 200 * SECOND), []);
    policy.setAgent(red('some', 3));
    assert.deepEqual(decideAll(policy, 10 * SECOND), []);
    assert.equal(policy.reasons('x' as ConversationId, 10 * SECOND)?.step, 'own');
    assert.deepEqual(decideAll(policy, 30 * SECOND), ['x>some:only/1']);
  });

  it('ends each step at the instant that it named, fractions of milliseconds or not', () => {
    for (const waitingSince of [0.1, 1_234.567_8, 1e15 / 3]) {
      const policy = policyOf([], [waiting('x', { waitingSince })], settings);
      let changes = 0;
      for (let at: number | undefined = waitingSince; at !== undefined; at = policy.nextChangeAt()) {
        policy.decide(at);
        changes += 1;
      }
      assert.equal(changes, 5);
    }
  });

  it('goes by other settings from then on', () => {
    const policy = policyOf([agent('a')], [waiting('x')], settings);
    assert.deepEqual(decideAll(policy, 1), []);
    policy.setSettings({ ...settingsOf([{ id: 'q', autoAccept: true }]), version: 2 }, 1);
    const decision = policy.decide(1);
    assert.deepEqual([decision?.agentId, decision?.settingsVersion, decision?.autoAccept], ['a', 2, true]);
  });
});

const inRed = (agentId: string, load = 0) => agent(agentId, { teams: ['red'], load });

describe('limits of teams', () => {
  const settings = settingsOf([{ id: 'q' }], { teams: [{ id: 'red', name: 'Red', maxLoad: 3 }] });

  it('counts what all of a team hold, of both kinds', () => {
    const mails = { ...inRed('b'), interruptibleLoad: 2 };
    const policy = policyOf([inRed('a'), mails], [waiting('x'), waiting('y')], settings);
    assert.deepEqual(decideAll(policy), ['x>a:longest-idle/2']);
    assert.deepEqual(policy.reasons('y' as ConversationId, 1)?.dropped, { 'team-full': 2 });
    policy.setAgent({ ...mails, interruptibleLoad: 1 });
    assert.deepEqual(decideAll(policy), ['y>b:least-busy/2']);
  });

  it('comes back to what was refused by who is outside, once the team has room', () => {
    const policy = policyOf(
      [agent('outside'), inRed('a'), inRed('b', 3)],
      [waiting('x', { refusedBy: ids('outside') })],
      settings,
    );
    assert.deepEqual(decideAll(policy), []);
    policy.setAgent(inRed('b', 2));
    assert.deepEqual(decideAll(policy), ['x>a:least-busy/2']);
  });

  it('lets go of what an agent held that leaves the team', () => {
    const policy = policyOf([inRed('a'), inRed('b', 3)], [waiting('x')], settings);
    assert.deepEqual(decideAll(policy), []);
    policy.setAgent(agent('b', { load: 3 }));
    assert.deepEqual(decideAll(policy), ['x>a:least-busy/2']);
  });
});

describe('why it still waits', () => {
  it('counts each agent under the first reason that holds', () => {
    const settings = settingsOf([{ id: 'q', teams: ['red'], skills: [french(3)] }]);
    const skilled = { teams: ['red'], skills: [french(3)] };
    const agents = [
      agent('stranger'),
      agent('learner', { teams: ['red'], skills: [french(2)] }),
      agent('off', { ...skilled, availability: 'offline', load: 4 }),
      agent('away', { ...skilled, availability: 'away' }),
      agent('busy', { ...skilled, availability: 'busy' }),
      agent('full', { ...skilled, load: 4 }),
      agent('unwilling', skilled),
    ];
    const policy = policyOf(agents, [waiting('x', { refusedBy: ids('unwilling', 'learner', 'nobody') })], settings);
    assert.deepEqual(policy.reasons('x' as ConversationId, 1), {
      step: 'own',
      skills: [french(3)],
      dropped: { 'not-member': 1, skill: 1, declined: 1, offline: 1, away: 1, busy: 1, full: 1 },
      ahead: 0,
    });
    assert.equal(policy.reasons('y' as ConversationId, 1), undefined);
  });

  it('tells every reason against one agent', () => {
    const policy = policyOf([agent('a', { availability: 'away', load: 4 })], []);
    const conversation = waiting('x', { refusedBy: ids('a'), skills: [french(1)] });
    assert.deepEqual(policy.whyNot(conversation, 'a' as AgentId, 1), ['skill', 'declined', 'away', 'full']);
    assert.deepEqual(policy.whyNot(conversation, 'nobody' as AgentId, 1), ['not-member']);
  });

  it('counts who stands before it and asks for some of the same agents', () => {
    const settings = settingsOf([
      { id: 'q', teams: ['red'] },
      { id: 'blue', teams: ['blue'] },
    ]);
    const full = { load: 4, availability: 'available' } as const;
    const agents = [agent('a', { ...full, teams: ['red'] }), agent('b', { ...full, teams: ['blue'] })];
    const conversations = [
      waiting('first'),
      waiting('second', { waitingSince: 1, weight: 2 }),
      waiting('elsewhere', { waitingSince: 2, queueId: 'blue' }),
      waiting('last', { waitingSince: 3 }),
    ];
    const policy = policyOf(agents, conversations, settings);
    const ahead = () => policy.reasons('last' as ConversationId, 1)?.ahead;
    assert.equal(ahead(), 2);
    policy.setAgent(agent('b', { ...full, teams: ['blue', 'red'] }));
    assert.equal(ahead(), 3);
  });
});
