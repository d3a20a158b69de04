import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startDesk } from './desk-fixture.ts';

test('administrators list, add, invite and disable; others may not', async () => {
  await using desk = await startDesk();
  desk.routing.addAgent('ada');
  const admin = await desk.signUp('admin');
  const ada = await desk.signUp('ada');
  assert.equal((await desk.call('/desk/v1/team', { cookie: ada })).status, 403);
  const member = { name: 'Bob', email: 'Bob@localhost', role: 'agent', capacity: 3 };
  const added = await desk.call('/desk/v1/team', { method: 'POST', cookie: admin, json: member });
  assert.equal(added.status, 201);
  assert.equal((await desk.call('/desk/v1/team', { method: 'POST', cookie: admin, json: member })).status, 409);
  const invite = await desk.call('/desk/v1/team/bob/invite', { method: 'POST', cookie: admin });
  assert.match(((await invite.json()) as { url: string }).url, /\/login#invite=/);
  const team = (await (await desk.call('/desk/v1/team', { cookie: admin })).json()) as {
    members: { agentId: string; hasPassword: boolean; disabled: boolean }[];
  };
  assert.deepEqual(Object.fromEntries(team.members.map(({ agentId, hasPassword }) => [agentId, hasPassword])), {
    ada: true,
    admin: true,
    bob: false,
  });
  assert.equal(
    (await desk.call('/desk/v1/team/ada/disabled', { method: 'POST', cookie: admin, json: { disabled: true } })).status,
    204,
  );
  assert.equal((await desk.call('/desk/v1/session', { cookie: ada })).status, 401);
  assert.equal(
    (await desk.call('/desk/v1/team/admin/disabled', { method: 'POST', cookie: admin, json: { disabled: true } }))
      .status,
    409,
  );
});
