import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startDesk } from './desk-fixture.ts';

test('pages forbid framing and inline script; a mail frame forbids script and remote pictures until asked', async () => {
  await using desk = await startDesk();
  const app = (await desk.call('/login')).headers.get('content-security-policy') ?? '';
  assert.match(app, /script-src 'self';/);
  assert.match(app, /frame-ancestors 'none'/);
  assert.doesNotMatch(app, /unsafe/);
  const mail = (await desk.call('/desk/mail-frame')).headers.get('content-security-policy') ?? '';
  assert.match(mail, /^sandbox /);
  assert.doesNotMatch(mail, /allow-scripts|script-src|https:/);
  assert.match(
    (await desk.call('/desk/mail-frame?images=remote')).headers.get('content-security-policy') ?? '',
    /img-src data: https: http:/,
  );
});

test('history pages need a session and are passed on', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  const identity = { identityId: 'i1', channel: 'pigeon', name: 'Grace' };
  desk.routing.addConversation('v1', [identity], { state: 'RESOLVED' });
  for (let at = 0; at < 60; at++)
    desk.routing.put('v1', { itemId: `i${at}`, message: { parts: [{ text: { text: String(at), html: '' } }] } });
  assert.equal((await desk.call('/desk/v1/conversations?state=resolved')).status, 401);
  const list = (await (await desk.call('/desk/v1/conversations?state=resolved', { cookie })).json()) as {
    conversations: unknown[];
  };
  assert.equal(list.conversations.length, 1);
  const page = (await (await desk.call('/desk/v1/customers/c_v1/items?pageToken=10', { cookie })).json()) as {
    items: unknown[];
    olderPageToken: string;
  };
  assert.equal(page.items.length, 10);
  assert.equal(page.olderPageToken, '');
  assert.equal((await desk.call('/desk/v1/conversations/none', { cookie })).status, 404);
  assert.equal((await desk.call('/desk/v1/conversations?state=x', { cookie })).status, 400);
});

test('without routing the desk says that it cannot, and goes on when routing is back', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  const port = Number(desk.routing.address.split(':')[1]);
  await desk.routing.stop();
  assert.equal((await desk.call('/desk/v1/conversations?state=open', { cookie })).status, 503);
  await desk.routing.start(port);
  for (let tries = 0; ; tries++) {
    const { status } = await desk.call('/desk/v1/conversations?state=open', { cookie });
    if (status === 200) break;
    assert.equal(status, 503);
    assert.ok(tries < 200);
  }
});
