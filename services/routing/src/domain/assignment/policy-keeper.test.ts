import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentId } from '@onethread/contracts';
import { agent, decideAll, french, ids, keeperId, policyOf, waiting } from './policy-scene.ts';

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
    ['one who never takes the channel', { channels: { letters: 0 } }, kept],
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
