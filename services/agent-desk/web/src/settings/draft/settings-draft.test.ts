import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  sampleAgentSettings,
  sampleQueueSettings,
  sampleRule,
  sampleSettingsVersion,
} from '../../../../tests/settings-samples.ts';
import { createDraftStorage } from './draft-storage.ts';
import { rebaseDraft } from './rebase-draft.ts';
import { changedPlaces, startDraft, wishOf } from './settings-draft.ts';
import type { SettingsDraft } from './settings-draft.ts';
import { addEntry, findEntry, keyOf, moveEntry, patchEntry, removeEntry } from './settings-lists.ts';

const base = sampleSettingsVersion({
  queues: [sampleQueueSettings({ id: 'a' }), sampleQueueSettings({ id: 'b' })],
  rules: ['r1', 'r2', 'r3'].map((id) => sampleRule({ id })),
});
const draft = startDraft(base);
const edited = (change: (settings: SettingsDraft['settings']) => SettingsDraft['settings']): SettingsDraft => ({
  ...draft,
  settings: change(draft.settings),
});
const rulesOf = ({ settings }: SettingsDraft) => settings.rules.map(keyOf);

test('a draft tells which entries differ, and forgets what was changed back', () => {
  assert.deepEqual([...changedPlaces(draft)], []);
  const changed = edited((settings) => patchEntry(settings, 'queues', 'a', { name: 'Other', anyoneAfterSeconds: 5 }));
  assert.deepEqual([...changedPlaces(changed)], ['queues', 'queues/a']);
  const back = patchEntry(changed.settings, 'queues', 'a', { name: 'a', anyoneAfterSeconds: undefined });
  assert.equal(changedPlaces({ ...changed, settings: back }).size, 0);
});

test('rules move one place at a time and stay at the ends', () => {
  const up = edited((settings) => moveEntry(settings, 'rules', 'r3', -1));
  assert.deepEqual(rulesOf(up), ['r1', 'r3', 'r2']);
  assert.deepEqual([...changedPlaces(up)], ['rules']);
  assert.deepEqual(rulesOf(edited((settings) => moveEntry(settings, 'rules', 'r1', -1))), ['r1', 'r2', 'r3']);
  assert.deepEqual(rulesOf(edited((settings) => moveEntry(settings, 'rules', 'r3', 1))), ['r1', 'r2', 'r3']);
});

test('a wish has no blank lines, and only the agents that were changed', () => {
  const anna = sampleAgentSettings({ agentId: 'anna' });
  const ben = sampleAgentSettings({ agentId: 'ben' });
  const withAgents = startDraft({ ...base, agents: [anna, ben] });
  const changed: SettingsDraft = {
    ...withAgents,
    settings: addEntry(base.settings, 'rules', sampleRule({ id: 'r4', when: { ...emptyWhen, text: [' vip ', ''] } })),
    agents: [anna, { ...ben, abilities: { ...ben.abilities, capacity: 3 } }],
  };
  const wish = wishOf(changed);
  assert.deepEqual(wish.settings.rules.at(-1)?.when?.text, ['vip']);
  assert.deepEqual(
    wish.agents.map(({ agentId }) => agentId),
    ['ben'],
  );
});

test('on top of somebody else’s version own changes stand, theirs come in, and what both changed is named', () => {
  const mine = edited((settings) =>
    moveEntry(
      patchEntry(patchEntry(settings, 'queues', 'a', { name: 'Mine' }), 'rules', 'r1', { priority: 1 }),
      'rules',
      'r3',
      -1,
    ),
  );
  const theirSettings = addEntry(
    patchEntry(patchEntry(base.settings, 'queues', 'a', { name: 'Theirs' }), 'queues', 'b', { name: 'Theirs too' }),
    'rules',
    sampleRule({ id: 'r4' }),
  );
  const theirs = { ...base, version: 2, settings: removeEntry(theirSettings, 'rules', 'r2') };
  const { draft: rebased, conflicts } = rebaseDraft(mine, theirs);
  assert.equal(rebased.base.version, 2);
  assert.deepEqual(
    ['a', 'b'].map((key) => findEntry(rebased.settings, 'queues', key)?.name),
    ['Mine', 'Theirs too'],
  );
  assert.deepEqual(rulesOf(rebased), ['r1', 'r3', 'r4']);
  assert.equal(findEntry(rebased.settings, 'rules', 'r1')?.priority, 1);
  assert.deepEqual(conflicts, ['queues[a]']);
});

test('a draft outlives a reload; what is no draft is forgotten', () => {
  const values = new Map<string, string>();
  const storage = {
    length: 0,
    key: () => null,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
  createDraftStorage(storage, 'a1').save(draft);
  assert.deepEqual(createDraftStorage(storage, 'a1').load(), JSON.parse(JSON.stringify(draft)));
  assert.equal(createDraftStorage(storage, 'a2').load(), undefined);
  for (const bad of ['{', '{"base":{"version":1}}', '[]']) {
    values.set('onethread.settings-draft.a1', bad);
    assert.equal(createDraftStorage(storage, 'a1').load(), undefined);
  }
});

const emptyWhen = { channels: [], accounts: [], languages: [], attributes: [], text: [], hours: null };
