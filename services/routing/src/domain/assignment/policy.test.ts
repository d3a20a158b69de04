import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ConversationId } from '@onethread/contracts';
import { agent, decideAll, french, ids, policyOf, SECOND, waiting } from './policy-scene.ts';

const at = (seconds: number, priority: number) => ({ waitingSince: seconds * SECOND, priority });

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
    const limited = agent('a', { channels: { letters: 2, email: 0 }, channelLoad: { letters: 1 }, load: 1 });
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
      agent('a', { load: 2, channelLoad: { letters: 2 }, lastAssignedAt: 9 }),
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
