import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { createAgentClient, createHistoryClient, signToken } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import { WebSocket } from 'ws';
import { deskLogin } from './agents/desk-login.ts';
import { words } from './agents/desk-agent.ts';
import { AppDevice, userToken } from './customers/app-device.ts';
import { messengerBody, postMessenger, postTwilio, smsFields } from './customers/signed-posts.ts';
import { smtpDialogue } from './customers/smtp-dialogue.ts';
import { counted, metricsOf } from './metrics.ts';
import { customerOf, openWorld, SECRETS, type World } from './world.ts';

/** Must never be found in what the process says. */
const MARKER = 'xyzzy-marker-of-content';
const { pageId, number, accountSid, authToken, appSecret, mailbox, verifyToken } = SECRETS;
const HTML = `<!doctype html><script>${MARKER}</script>`;
const MB = 1024 * 1024;

let world: World;
let url: string;
before(async () => {
  world = await openWorld({ LOG_LEVEL: 'info', LOG_FORMAT: 'json' });
  await world.start();
  url = world.onethread.url;
  await world.putAgent('agent-0', 100);
});
after(() => world.close());

/** Runs `act` and tells by how much a counter has grown. */
async function grows(name: string, labels: Record<string, string>, act: () => Promise<void>): Promise<void> {
  const read = async () => counted(await metricsOf(world.onethread.ports.admin), name, labels);
  const earlier = await read();
  await act();
  await waitFor(async () => (await read()) > earlier, { describe: `${name} ${JSON.stringify(labels)} to grow` });
}
const refuses = (channel: string, reason: string, act: () => Promise<void>) =>
  grows('onethread_channel_refused_total', { channel, reason }, act);

async function answers(status: number, answer: Promise<Response>): Promise<void> {
  const response = await answer;
  const body = await response.text();
  assert.equal(response.status, status, body);
  assert.equal(body.includes(MARKER), false, 'the answer quotes the input');
  if (status >= 400) assert.match(response.headers.get('content-type') ?? '', /json/);
}

const metaPosts = (body: string, signature?: string) => postMessenger({ url, secret: appSecret }, body, signature);
const twilioPosts = (form: Record<string, string>, signature?: string, path = '/webhooks/twilio/sms') =>
  postTwilio({ url, secret: authToken }, path, form, signature);

test('Messenger: unproved, oversize, malformed and unknown', async () => {
  const body = messengerBody({ pageId, psid: '51', mid: 'm_51', text: MARKER });
  await refuses('messenger', 'signature', async () => {
    for (const signature of ['', 'sha256=', `sha256=${'0'.repeat(64)}`, 'sha1=abc', 'ü'.normalize('NFD').slice(0, 1)])
      await answers(401, metaPosts(body, signature));
    await answers(401, postMessenger({ url, secret: 'another-secret' }, body));
  });
  await refuses('messenger', 'too-large', () => answers(413, metaPosts(`"${MARKER.repeat(60_000)}"`)));
  await refuses('messenger', 'malformed-webhook', async () => {
    for (const broken of [`{"${MARKER}`, '[]', 'null', '7', '{"object":"page","entry":7}', '{"object":"page"}', ''])
      await answers(400, metaPosts(broken));
  });
  const verify = (word: string) =>
    fetch(`${url}/webhooks/messenger?hub.mode=subscribe&hub.challenge=${MARKER}&hub.verify_token=${word}`);
  await refuses('messenger', 'verify-token', () => answers(403, verify('guess')));
  assert.equal(await (await verify(verifyToken)).text(), MARKER);
  // Unknown kinds, unknown Pages: taken, so that Meta does not send them for ever, and set aside.
  for (const entry of [
    {
      id: pageId,
      time: 1,
      messaging: [{ sender: { id: '51' }, recipient: { id: pageId }, timestamp: 1, juggling: {} }],
    },
    { id: pageId, time: 1, messaging: [{}, null, 7, 'x', { sender: null }, { message: { mid: 5 } }] },
    { id: pageId, time: 1, changes: [{ field: 'feed', value: MARKER }] },
    {
      id: '404',
      time: 1,
      messaging: [
        { sender: { id: '51' }, recipient: { id: '404' }, timestamp: 1, message: { mid: 'm', text: MARKER } },
      ],
    },
  ])
    await grows('onethread_channel_refused_total', { channel: 'messenger' }, () =>
      answers(200, metaPosts(JSON.stringify({ object: 'page', entry: [entry] }))),
    );
  await answers(200, metaPosts(body));
});

test('Twilio: unproved, oversize, malformed and unknown', async () => {
  const fields = smsFields(accountSid, `SM${'5'.repeat(32)}`, '+447700900555', number, MARKER);
  await refuses('sms', 'signature', async () => {
    for (const signature of ['', 'AAAA', '%%%']) await answers(403, twilioPosts(fields, signature));
    await answers(403, postTwilio({ url, secret: 'other' }, '/webhooks/twilio/sms', fields));
    await answers(
      403,
      postTwilio({ url: url.replace('127.0.0.1', 'localhost'), secret: authToken }, '/webhooks/twilio/status', fields),
    );
  });
  await refuses('sms', 'too-large', () => answers(413, twilioPosts({ ...fields, Body: MARKER.repeat(4000) })));
  await grows('onethread_channel_refused_total', { channel: 'sms' }, async () => {
    await answers(400, twilioPosts({ Body: MARKER }));
    await answers(400, twilioPosts({}));
    await answers(400, twilioPosts({ MessageStatus: MARKER }, undefined, '/webhooks/twilio/status'));
  });
  const { status } = await twilioPosts({ ...fields, AccountSid: 'ACother' });
  assert.ok([200, 400, 403].includes(status), String(status));
  const unknown = {
    MessageSid: `SM${'6'.repeat(32)}`,
    MessageStatus: 'juggled',
    AccountSid: accountSid,
    To: number,
    From: number,
  };
  await answers(204, twilioPosts(unknown, undefined, '/webhooks/twilio/status'));
  await answers(200, twilioPosts(fields));
});

test('SMTP: unknown recipients, no recipients, oversize, nonsense and mails that are none', async () => {
  const { smtp } = world.onethread.ports;
  const from = 'bad@example.org';
  const send = (raw: string | Buffer, to = [mailbox as string]) => smtpDialogue(smtp, { from, to, raw });
  await refuses('email', 'unknown-recipient', async () => {
    assert.deepEqual((await send(MARKER, ['nobody@localhost'])).slice(3, 5), [550, 503]);
    assert.equal((await send(MARKER, ['support@example.com']))[3], 550);
  });
  await refuses('email', 'oversize', async () => {
    const big = Buffer.alloc(26 * MB, 'spam and eggs and spam and bacon and spam and spam and more of it\r\n');
    assert.equal((await send(big)).at(-1), 552);
  });
  const nonsense = connect(smtp, '127.0.0.1');
  nonsense.write(`\0\0\u0001${MARKER}\r\nGET / HTTP/1.1\r\n\r\n`);
  nonsense.resume();
  await once(nonsense, 'data');
  nonsense.destroy();
  // What is hardly a mail is shown as it is; what is none at all is refused for good. Never 4xx: it would come for ever.
  for (const raw of [
    '',
    '\r\n',
    MARKER,
    'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n--x\r\n--x',
    'Content-Type: text/plain; charset=klingon-8\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%%',
    'From: \0\r\nTo: (((((\r\nSubject: =?x?q?=??=\r\n\r\nx',
    Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x0a, 0x0d]),
  ]) {
    const last = (await send(raw)).at(-1) ?? 0;
    assert.ok(last === 250 || last === 554, `${last} for ${JSON.stringify(raw.toString('latin1'))}`);
  }
  const good = `From: ${from}\r\nMessage-ID: <good@x>\r\nSubject: ${MARKER}\r\n\r\n${MARKER}\r\n`;
  assert.equal((await send(good)).at(-1), 250);
});

test('In-app: wrong tokens, frames that are none, oversize, uploads that lie, and the other tab is not disturbed', async () => {
  const token = await userToken(SECRETS.userTokens, 'good');
  const good = await AppDevice.open(url, { token });
  const hello = { type: 'hello', protocol: 1, client: 'x', deviceId: 'x' };
  await refuses('in-app', 'bad-token', async () => {
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const claims = Buffer.from(`{"sub":"good","iat":1,"exp":9999999999,"name":"${MARKER}"}`).toString('base64url');
    for (const bad of [
      'x',
      `${none}.${claims}.`,
      await userToken(`${SECRETS.userTokens}x`, 'good'),
      `${token.slice(0, -3)}AAA`,
    ]) {
      const device = await AppDevice.dial(url);
      device.send({ ...hello, credentials: { token: bad } });
      assert.equal(await device.closeCode(), 4001);
      await answers(401, fetch(`${url}/in-app/v1/sync`, { headers: { authorization: `Bearer ${bad}` } }));
    }
  });
  await refuses('in-app', 'malformed-frame', async () => {
    const device = await AppDevice.dial(url);
    for (const frame of [MARKER, '{', '[]', '{"type":"juggle"}', `{"type":"message","cid":7,"text":"${MARKER}"}`])
      device.socket.send(frame);
    assert.equal(await device.closeCode(), 4010);
    const silent = await AppDevice.dial(url);
    silent.send({ type: 'message', cid: '00000000-0000-7000-8000-000000000001', text: MARKER });
    assert.equal(await silent.closeCode(), 4010);
  });
  await grows('onethread_channel_refused_total', { channel: 'in-app' }, async () => {
    const device = await AppDevice.open(url, { token });
    device.socket.send(JSON.stringify({ type: 'message', cid: 'x', text: MARKER.repeat(5000) }));
    assert.equal(await device.closeCode(), 1009);
  });
  const cid = '00000000-0000-7000-8000-000000000002';
  for (const [code, body] of [
    ['too-long', { cid, text: 'x'.repeat(10_001) }],
    ['empty', { cid, text: ' ' }],
    ['invalid', { cid: 'no-uuid', text: MARKER }],
    ['unknown-upload', { cid, text: MARKER, uploadIds: ['u_none'] }],
  ] as const) {
    const device = await AppDevice.open(url, { token });
    await refuses('in-app', code, async () => {
      device.send({ type: 'message', ...body });
      assert.equal((await device.frame('refused'))['code'], code);
    });
    device.close();
  }
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const rest = (path: string, body: string, over: RequestInit = {}) =>
    fetch(`${url}/in-app/v1${path}`, { method: 'POST', headers, body, ...over });
  await answers(400, rest('/messages', `{"text":"${MARKER}`));
  await answers(400, rest('/messages', `{"text":"${MARKER}"}`));
  await answers(413, rest('/messages', JSON.stringify({ text: MARKER.repeat(5000) })));
  await answers(413, rest('/uploads', JSON.stringify({ name: 'big', size: 26 * MB })));
  await refuses('in-app', 'type-mismatch', async () => {
    const created = await rest(
      '/uploads',
      JSON.stringify({ name: `${MARKER}.png`, size: HTML.length, type: 'image/png' }),
    );
    const { url: place } = (await created.json()) as { url: string };
    await answers(415, fetch(url + place, { method: 'PUT', headers, body: HTML }));
  });
  await good.write('00000000-0000-7000-8000-000000000003', MARKER);
  assert.equal(good.closed, undefined);
  good.close();
});

test('gRPC: no token, a forged one, another role’s, and commands that make no sense', async () => {
  const { grpcAddress } = world.onethread;
  const claims = { subject: 'agent-0', role: 'agent', validSeconds: 60 } as const;
  const forged = await signToken('another-secret-than-the-one-of-the-system', claims);
  const nobody = await signToken(SECRETS.tokens, { ...claims, subject: 'nobody' });
  for (const token of ['', 'x', forged, nobody]) {
    await grows('onethread_routing_refused_total', { code: 'unauthenticated' }, async () => {
      const client = createAgentClient({ address: grpcAddress, token });
      const stream = client.work();
      const failed = once(stream, 'error') as Promise<[{ code: number }]>;
      stream.write({ requestId: 'a', hello: { clientId: MARKER } });
      stream.resume();
      assert.equal((await failed)[0].code, 16);
      client.close();
    });
  }
  const history = createHistoryClient({ address: grpcAddress, token: await signToken(SECRETS.tokens, claims) });
  await assert.rejects(history.listFeed({ identityId: '0'.repeat(32) }), { code: 'forbidden' });
  await assert.rejects(history.listItems({ customerId: MARKER }), (error: Error & { code: string }) =>
    ['invalid', 'not-found'].includes(error.code),
  );
  await assert.rejects(history.listItems({ customerId: `c_${'0'.repeat(32)}`, pageToken: MARKER }), {
    code: 'invalid',
  });
  history.close();

  const agent = await world.device('agent-0');
  const conversationId = `v_${'0'.repeat(40)}`;
  const commands = [
    [{}, 'invalid'],
    [{ accept: { conversationId: MARKER, reservationId: MARKER } }, 'not-found'],
    [{ reply: { conversationId, clientMessageId: '', parts: [words(MARKER)] } }, 'invalid'],
    [{ reply: { conversationId, clientMessageId: 'a', parts: [words(MARKER)] } }, 'not-found'],
    [{ reply: { conversationId, clientMessageId: 'a', parts: [] } }, 'invalid'],
    [{ note: { conversationId, clientMessageId: 'a', parts: [words(MARKER)] } }, 'not-found'],
    [{ resolve: { conversationId } }, 'not-found'],
    [{ snooze: { conversationId, untilMs: -1 } }, 'invalid'],
    [{ follow: { customerId: MARKER } }, 'not-found'],
    [{ decideReply: { itemId: MARKER, decision: 'SEND' } }, 'not-found'],
    [{ setPresence: { presence: 'PRESENCE_UNSPECIFIED' } }, 'invalid'],
  ] as const;
  for (const [command, code] of commands) {
    const result = await agent.ask(command as never);
    assert.ok(
      result.code === code || result.code === 'invalid' || result.code === 'not-found',
      `${JSON.stringify(command)}: ${result.code}`,
    );
    assert.equal(result.retryable, false);
  }
  assert.equal(agent.ended, undefined);
  agent.leave();
});

test('desk and unknown paths: JSON with the right status', async () => {
  const login = await deskLogin(url, world.admin, 'agent-0');
  await grows('onethread_desk_uploads_total', { outcome: 'type-mismatch' }, async () => {
    const body = { method: 'PUT', headers: { 'content-type': 'image/png' }, body: HTML };
    await answers(415, login.fetch(`/files/draft-1?name=${MARKER}.png`, body));
  });
  await answers(401, fetch(`${url}/desk/v1/session`));
  await answers(403, fetch(`${url}/desk/v1/session`, { method: 'POST', body: MARKER }));
  for (const path of [
    '/nowhere',
    '/webhooks/nowhere',
    '/in-app/v1/nowhere',
    '/desk/v1/nowhere',
    '/webhooks/messenger/x',
  ])
    await answers(404, fetch(url + path));
  for (const [method, path] of [
    ['PUT', '/webhooks/messenger'],
    ['GET', '/webhooks/twilio/sms'],
    ['DELETE', '/in-app/v1/messages'],
  ] as const) {
    const { status } = await fetch(url + path, { method, headers: { authorization: `Bearer ${MARKER}` } });
    assert.ok([404, 405].includes(status), `${method} ${path}: ${status}`);
  }
  const socket = new WebSocket(`${url.replace('http', 'ws')}/nowhere`);
  const [error] = (await once(socket, 'error')) as [Error];
  assert.match(error.message, /404/);
  await answers(400, fetch(`${url}/in-app/v1/files/%E0%A4%A`));
});

test('everything good arrived, and nothing that was said ever quotes what came in', async () => {
  for (const [channel, account, externalId] of [
    ['messenger', pageId, '51'],
    ['sms', number, '+447700900555'],
    ['email', mailbox, 'bad@example.org'],
    ['in-app', 'app', 'user:good'],
  ] as const) {
    const customerId = customerOf(channel, account, externalId);
    await waitFor(async () => JSON.stringify((await world.history.listItems({ customerId })).items).includes(MARKER), {
      describe: `the good message on ${channel}`,
    });
  }
  const { output } = world.onethread;
  assert.match(output, /"reason":"signature"/);
  assert.equal(
    output.includes(MARKER),
    false,
    output.split('\n').find((line) => line.includes(MARKER)),
  );
  assert.doesNotMatch(output, /"level":(50|60)|unhandled/i);
});
