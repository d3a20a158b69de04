import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agentAbilitiesSchema } from '@onethread/contracts';
import { changedAbilities, saysMoreThanCapacity } from './agent-abilities.ts';
import { UsageError } from './output.ts';

const KNOWN = agentAbilitiesSchema.parse({ capacity: 4, teams: ['billing'], skills: [{ skill: 'french', level: 2 }] });

test('what is not said stays, what is said takes its place', () => {
  assert.deepEqual(changedAbilities(KNOWN, {}), KNOWN);
  const said = { skills: 'german:3, refunds', channels: 'sms=2,email=0', capacity: '6', interruptibleCapacity: '0' };
  assert.deepEqual(changedAbilities(KNOWN, said), {
    ...KNOWN,
    capacity: 6,
    interruptibleCapacity: 0,
    channels: { sms: 2, email: 0 },
    skills: [
      { skill: 'german', level: 3 },
      { skill: 'refunds', level: 1 },
    ],
  });
  assert.deepEqual(changedAbilities(KNOWN, { teams: '', skills: '' }), { ...KNOWN, teams: [], skills: [] });
  assert.equal(changedAbilities(undefined, { pool: 'east' }).pool, 'east');
});

test('what says nothing is refused with what to say', () => {
  for (const said of [
    { skills: 'french:9' },
    { skills: 'french:x' },
    { channels: 'sms' },
    { channels: 'sms=-1' },
    { capacity: '0' },
  ]) {
    assert.throws(() => changedAbilities(KNOWN, said), UsageError, JSON.stringify(said));
  }
});

test('capacity alone needs no settings', () => {
  assert.equal(saysMoreThanCapacity({ capacity: '3' }), false);
  assert.equal(saysMoreThanCapacity({ capacity: '3', teams: '' }), true);
});
