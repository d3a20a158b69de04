import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChangePage, SettingsCheck, SettingsVersion } from '../wire/settings.ts';
import { startDesk } from './desk-fixture.ts';

test('settings are read by supervisors, changed by administrators, and keep what is absent absent', async () => {
  await using desk = await startDesk();
  const { assignment } = desk.routing;
  assignment.settings = {
    queues: [
      { id: 'q1', name: 'Support', pool: 'main', stickySeconds: 0 },
      { id: 'q2', name: 'Billing', pool: 'main' },
    ],
    teams: [{ id: 'fr', name: 'French' }],
    defaultQueue: 'q1',
  };
  desk.routing.addAgent('sue', { role: 'supervisor' });
  desk.routing.addAgent('ada');
  const [admin, sue, ada] = await Promise.all(['admin', 'sue', 'ada'].map((id) => desk.signUp(id)));
  const post = (path: string, json: unknown, cookie = admin) =>
    desk.call(`/desk/v1/settings/${path}`, { method: 'POST', json, ...(cookie === undefined ? {} : { cookie }) });
  const get = (path: string, cookie = admin) => desk.call(`/desk/v1/${path}`, cookie === undefined ? {} : { cookie });

  assert.equal((await get('settings', ada)).status, 403);
  assert.deepEqual(await (await get('team-names', ada)).json(), [{ id: 'fr', name: 'French' }]);
  const { settings, version } = (await (await get('settings', sue)).json()) as SettingsVersion;
  assert.deepEqual(
    settings.queues.map((queue) => [queue.stickySeconds, queue.anyoneAfterSeconds]),
    [
      [0, undefined],
      [undefined, undefined],
    ],
  );

  const [first, second] = settings.queues;
  const wish = { settings: { ...settings, queues: [{ ...first, name: 'Help' }, second] }, agents: [] };
  assert.equal((await post('check', wish, sue)).status, 403);
  assert.equal((await post('check', { settings: { queues: 'all' }, agents: [] })).status, 400);
  const check = (await (await post('check', wish)).json()) as SettingsCheck;
  assert.deepEqual(check.changes, [{ path: 'queues[q1].name', before: '"Support"', after: '"Help"' }]);

  assert.equal((await post('apply', { ...wish, expectedVersion: version, note: 'Shorter' }, sue)).status, 403);
  assert.equal((await post('apply', { ...wish, expectedVersion: version, note: 'Shorter' })).status, 200);
  assert.equal((await post('apply', { ...wish, expectedVersion: version, note: 'Again' })).status, 409);
  assert.equal(assignment.settings.queues?.[0]?.stickySeconds, 0);
  assert.equal(assignment.settings.queues?.[1]?.stickySeconds, undefined);
  const { entries } = (await (await get('settings/changes', sue)).json()) as ChangePage;
  assert.deepEqual([entries[0]?.note, entries[0]?.version], ['Shorter', 2]);
  assert.equal((await get('settings/changes', ada)).status, 403);
});
