import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSettingPath, settingPathToAddress, settingPathWords } from './setting-place.ts';

test('a path leads to the page and field where it is edited', () => {
  assert.deepEqual(
    [
      'queues[billing].targets.first_response_minutes',
      'queues[billing].skills[0]',
      'agents[anna@example.org].capacity',
      'rules',
      'defaultQueue',
      'pools[main].name',
    ].map((path) => settingPathToAddress(path, ({ entry }) => entry)),
    [
      '/settings/queues/billing#field=targets.firstResponseMinutes',
      '/settings/queues/billing#field=skills%5B0%5D',
      '/settings/agents/anna%40example.org#field=capacity',
      '/settings/rules',
      '/settings/general#field=defaultQueue',
      '/settings/general#field=pools%5Bmain%5D',
    ],
  );
});

test('a path that nobody knows leads to the settings themselves', () => {
  assert.deepEqual(parseSettingPath(''), { section: '', entry: '', field: '' });
});

test('a path is told in words', () => {
  assert.deepEqual(
    ['queues[billing].targets.firstResponseMinutes', 'rules', 'skills[french]', 'defaultQueue'].map(settingPathWords),
    ['Queue billing: targets, first response minutes', 'Order of rules', 'Skill french', 'Default queue'],
  );
});
