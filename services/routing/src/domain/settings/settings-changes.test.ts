import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assignmentSettingsSchema, declaredAgentSchema } from '@onethread/contracts';
import type { AssignmentSettings } from '@onethread/contracts';
import { agentChanges, settingsChanges } from './settings-changes.ts';

const rule = (id: string): object => ({ id, name: id, when: {}, queue: 'all' });

function settings(changes: object = {}): AssignmentSettings {
  return assignmentSettingsSchema.parse({
    skills: [{ id: 'french', name: 'French' }],
    queues: [
      { id: 'all', name: 'All' },
      { id: 'bills', name: 'Bills' },
    ],
    rules: [rule('a'), rule('b')],
    defaultQueue: 'all',
    ...changes,
  });
}

const changed = (changes: object): string[] =>
  settingsChanges(settings(), settings(changes)).map(({ path, before, after }) => `${path}: ${before} → ${after}`);

describe('differences of settings', () => {
  it('of the same there are none, whatever the order of fields', () => {
    assert.deepEqual(settingsChanges(settings(), settings()), []);
    assert.deepEqual(changed({ skills: [{ name: 'French', id: 'french' }] }), []);
  });

  it('a field is told by its path, with the name of what it is of', () => {
    const queues = [
      { id: 'all', name: 'All' },
      { id: 'bills', name: 'Bills', targets: { firstResponseMinutes: 30 }, priority: 2 },
    ];
    assert.deepEqual(changed({ queues, ageUnitSeconds: 30 }), [
      'queues[bills].priority: 0 → 2',
      'queues[bills].targets:  → {"firstResponseMinutes":30,"warnMinutes":15}',
      'ageUnitSeconds: 60 → 30',
    ]);
    const other = [queues[0], { ...queues[1], targets: { firstResponseMinutes: 45 } }];
    assert.deepEqual(
      settingsChanges(settings({ queues }), settings({ queues: other })).map(({ path }) => path),
      ['queues[bills].targets.firstResponseMinutes'],
    );
  });

  it('what comes and goes is told whole', () => {
    assert.deepEqual(changed({ skills: [{ id: 'dutch', name: 'Dutch' }] }), [
      'skills[french]: {"id":"french","name":"French"} → ',
      'skills[dutch]:  → {"id":"dutch","name":"Dutch"}',
    ]);
  });

  it('another order is told as such, and nothing else', () => {
    assert.deepEqual(changed({ rules: [rule('b'), rule('a')] }), ['rules: ["a","b"] → ["b","a"]']);
  });

  it('a rule put between others tells where', () => {
    const told = changed({ rules: [rule('a'), rule('new'), rule('b')] });
    assert.equal(told.length, 2);
    assert.equal(told[1], 'rules: ["a","b"] → ["a","new","b"]');
    assert.equal(changed({ rules: [rule('a'), rule('b'), rule('new')] }).length, 1);
    assert.equal(changed({ rules: [rule('b')] }).length, 1);
  });

  it('lists without names are compared whole', () => {
    const queues = [
      { id: 'all', name: 'All', skills: [{ skill: 'french', level: 2 }] },
      { id: 'bills', name: 'Bills' },
    ];
    assert.deepEqual(changed({ queues }), ['queues[all].skills: [] → [{"level":2,"skill":"french"}]']);
  });

  it('names that are no words stand in quotes', () => {
    const rules = [{ ...rule('a'), when: { attributes: { 'plan.type': ['gold'] } } }, rule('b')];
    assert.deepEqual(changed({ rules }), ['rules[a].when.attributes["plan.type"]:  → ["gold"]']);
  });

  it('agents are told by their email', () => {
    const anna = declaredAgentSchema.parse({ email: 'anna@example.org', name: 'Anna' });
    assert.deepEqual(agentChanges(anna, anna), []);
    const after = { ...anna, capacity: 4, skills: [{ skill: 'french', level: 2 }] };
    assert.deepEqual(agentChanges(anna, after), [
      { path: 'agents[anna@example.org].capacity', before: '10', after: '4' },
      { path: 'agents[anna@example.org].skills', before: '[]', after: '[{"level":2,"skill":"french"}]' },
    ]);
    assert.equal(agentChanges(undefined, anna)[0]?.before, '');
  });
});
