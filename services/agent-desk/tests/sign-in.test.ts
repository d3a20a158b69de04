import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookieOf, PASSWORD, startDesk } from './desk-fixture.ts';

const inviteIn = (line: string | undefined) => /#invite=(\S+)$/.exec(line ?? '')?.[1] ?? '';

test('the first start makes an administrator and prints one link; the next start prints another until a password is set', async () => {
  await using desk = await startDesk();
  assert.equal(desk.lines.length, 1);
  assert.match(desk.lines[0] ?? '', /http:\/\/127\.0\.0\.1:\d+\/login#invite=/);
  assert.equal(desk.routing.agents.get('admin')?.role, 'admin');
  await desk.restart();
  assert.equal(desk.lines.length, 2);
  assert.equal(desk.routing.agents.size, 1);
  const token = inviteIn(desk.lines[1]);
  const accepted = await desk.call('/desk/v1/invites/accept', { method: 'POST', json: { token, password: PASSWORD } });
  assert.equal(accepted.status, 200);
  await desk.restart();
  assert.equal(desk.lines.length, 2);
});

test('an administrator that is there already is invited, no second one is made', async () => {
  await using desk = await startDesk();
  desk.routing.agents.clear();
  desk.routing.addAgent('root', { role: 'admin' });
  await desk.restart();
  assert.deepEqual([...desk.routing.agents.keys()], ['root']);
  assert.equal(desk.lines.length, 2);
});

test('a link works once, and links made before the password was chosen are void', async () => {
  await using desk = await startDesk();
  const token = inviteIn(desk.lines[0]);
  const opened = await desk.call('/desk/v1/invites/open', { method: 'POST', json: { token } });
  assert.deepEqual(await opened.json(), { name: 'Admin', email: 'admin@localhost' });
  const accept = () => desk.call('/desk/v1/invites/accept', { method: 'POST', json: { token, password: PASSWORD } });
  const answers = await Promise.all([accept(), accept()]);
  assert.deepEqual(
    answers.map((answer) => answer.status).toSorted((one, other) => one - other),
    [200, 410],
  );
  assert.equal((await accept()).status, 410);
  assert.equal((await desk.call('/desk/v1/invites/open', { method: 'POST', json: { token } })).status, 410);
});

test('a session token, a made-up token and a token of nobody are no invitations', async () => {
  await using desk = await startDesk();
  for (const token of ['x', await desk.routing.invite('nobody')]) {
    const answer = await desk.call('/desk/v1/invites/accept', { method: 'POST', json: { token, password: PASSWORD } });
    assert.equal(answer.status, 410);
  }
});

test('weak passwords are refused with what to do, and do not use the link up', async () => {
  await using desk = await startDesk();
  const token = inviteIn(desk.lines[0]);
  for (const password of ['short', 'aaaaaaaaaaaaaaaa', 'admin@localhost', 'password1234']) {
    const answer = await desk.call('/desk/v1/invites/accept', { method: 'POST', json: { token, password } });
    assert.equal(answer.status, 400, password);
    assert.equal(((await answer.json()) as { error: { code: string } }).error.code, 'weak-password');
  }
  assert.equal(
    (await desk.call('/desk/v1/invites/accept', { method: 'POST', json: { token, password: PASSWORD } })).status,
    200,
  );
});

test('a session begins with the right password, lasts, and ends with signing out', async () => {
  await using desk = await startDesk();
  desk.routing.addAgent('ada');
  await desk.signUp('ada');
  const signedIn = await desk.call('/desk/v1/session', {
    method: 'POST',
    json: { email: ' ADA@localhost ', password: PASSWORD },
  });
  assert.equal(signedIn.status, 200);
  const header = signedIn.headers.get('set-cookie') ?? '';
  assert.match(header, /HttpOnly/);
  assert.match(header, /SameSite=Lax/);
  const cookie = cookieOf(signedIn);
  const session = (await (await desk.call('/desk/v1/session', { cookie })).json()) as { agent: { name: string } };
  assert.equal(session.agent.name, 'ada');
  assert.equal((await desk.call('/desk/v1/session', { method: 'DELETE', cookie })).status, 204);
  assert.equal((await desk.call('/desk/v1/session', { cookie })).status, 401);
});

test('over https the cookie is secure and bound to the host', async () => {
  await using desk = await startDesk({ publicUrl: 'https://desk.example' });
  desk.routing.addAgent('ada');
  const token = await desk.routing.invite('ada');
  const headers = { origin: 'https://desk.example' };
  const answer = await desk.call('/desk/v1/invites/accept', {
    method: 'POST',
    json: { token, password: PASSWORD },
    headers,
  });
  assert.match(answer.headers.get('set-cookie') ?? '', /^__Host-onethread=.*Path=\/;.*Secure/);
});

test('unknown address, wrong password and disabled agent are answered alike', async () => {
  await using desk = await startDesk();
  desk.routing.addAgent('ada');
  desk.routing.addAgent('bob');
  desk.routing.addAgent('cy');
  const admin = await desk.signUp('admin');
  await desk.signUp('ada');
  await desk.signUp('cy');
  await desk.call('/desk/v1/team/cy/disabled', { method: 'POST', cookie: admin, json: { disabled: true } });
  const tries = ['ada@localhost', 'bob@localhost', 'cy@localhost', 'nobody@localhost'].map(async (email) => {
    const password = email.startsWith('cy') ? PASSWORD : 'not the password';
    const answer = await desk.call('/desk/v1/session', { method: 'POST', json: { email, password } });
    return [answer.status, await answer.text()];
  });
  const answers = await Promise.all(tries);
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  assert.equal(answers[0]?.[0], 401);
});

test('after five failures an account has to wait, also for the right password, and other accounts do not', async () => {
  await using desk = await startDesk();
  desk.routing.addAgent('ada');
  desk.routing.addAgent('bob');
  await desk.signUp('ada');
  await desk.signUp('bob');
  const signIn = (email: string, password: string) =>
    desk.call('/desk/v1/session', { method: 'POST', json: { email, password } });
  const wrong = await Promise.all(Array.from({ length: 8 }, () => signIn('ada@localhost', 'wrong')));
  assert.equal(wrong.filter((answer) => answer.status === 429).length >= 3, true);
  const refused = await signIn('ada@localhost', PASSWORD);
  assert.equal(refused.status, 429);
  assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
  assert.equal((await signIn('bob@localhost', PASSWORD)).status, 200);
});

test('writes that did not come from the desk are refused and counted', async () => {
  await using desk = await startDesk();
  const json = { email: 'a@b', password: 'x' };
  const foreign = [
    desk.call('/desk/v1/session', { method: 'POST', json, headers: { origin: 'https://evil.example' } }),
    desk.call('/desk/v1/session', { method: 'POST', json, headers: { origin: 'null' } }),
    fetch(`${desk.url}/desk/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    }),
  ];
  for (const answer of await Promise.all(foreign)) assert.equal(answer.status, 403);
  assert.match(await desk.metrics.metrics(), /onethread_desk_refused_requests_total\{reason="foreign-origin"\} 3/);
});

test('bodies that are not as expected are refused without an echo', async () => {
  await using desk = await startDesk();
  const post = (body: string) =>
    desk.call('/desk/v1/session', {
      method: 'POST',
      body: Buffer.from(body),
      headers: { 'content-type': 'application/json' },
    });
  for (const body of ['{', '[]', '{"email":7}', '""', JSON.stringify({ email: 'a', password: 'b'.repeat(20_000) })]) {
    const answer = await post(body);
    assert.equal(answer.status >= 400 && answer.status < 500, true, body.slice(0, 20));
  }
});
