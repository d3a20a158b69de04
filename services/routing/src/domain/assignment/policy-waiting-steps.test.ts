import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ConversationId } from '@onethread/contracts';
import { agent, decideAll, french, policyOf, SECOND, settingsOf, waiting } from './policy-scene.ts';

const red = (agentId: string, level: number) => agent(agentId, { teams: ['red'], skills: [french(level)] });

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
