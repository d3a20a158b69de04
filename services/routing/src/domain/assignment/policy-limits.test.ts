import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentId, ConversationId } from '@onethread/contracts';
import { agent, decideAll, french, ids, policyOf, settingsOf, waiting } from './policy-scene.ts';

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
