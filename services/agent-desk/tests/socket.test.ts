import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitFor } from '@onethread/testkit';
import { WebSocket } from 'ws';
import { closeCodes } from '../wire/frames.ts';
import type { Command, ServerFrame } from '../wire/frames.ts';
import { startDesk } from './desk-fixture.ts';
import type { DeskFixture } from './desk-fixture.ts';

const identity = {
  identityId: 'i1',
  customerId: 'c_v1',
  channel: 'pigeon',
  account: 'loft',
  address: 'coop 7',
  name: 'Grace',
};

interface Tab {
  readonly frames: ServerFrame[];
  send(command: Command, requestId?: string): void;
  frame<T extends ServerFrame['type']>(type: T, count?: number): Promise<Extract<ServerFrame, { type: T }>>;
  readonly closed: Promise<number>;
  readonly socket: WebSocket;
}

function openTab(desk: DeskFixture, cookie: string): Tab {
  const socket = new WebSocket(`${desk.url.replace('http', 'ws')}/desk/v1/socket?client=test-client`, {
    headers: { cookie, origin: desk.url },
  });
  const frames: ServerFrame[] = [];
  socket.on('message', (data) => frames.push(JSON.parse((data as Buffer).toString()) as ServerFrame));
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
  return {
    frames,
    closed,
    socket,
    send: (command, requestId = 'q1') => socket.send(JSON.stringify({ type: 'command', requestId, command })),
    frame: (type, count = 1) =>
      waitFor(() => frames.filter((frame) => frame.type === type)[count - 1] as never, {
        describe: `${type} ${count}`,
      }),
  };
}

function refusalOf(desk: DeskFixture, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${desk.url.replace('http', 'ws')}/desk/v1/socket`, { headers });
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.on('open', () => reject(new Error('opened')));
    socket.on('error', () => {});
  });
}

test('a socket opens for a signed-in agent from the desk itself alone', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  assert.equal(await refusalOf(desk, { origin: desk.url }), 401);
  assert.equal(await refusalOf(desk, { cookie, origin: 'https://evil.example' }), 403);
  assert.equal(await refusalOf(desk, { cookie }), 403);
  assert.equal(await refusalOf(desk, { cookie: `${cookie}x`, origin: desk.url }), 401);
});

test('a tab gets the whole state, follows a thread and has its commands answered', async () => {
  await using desk = await startDesk();
  const { routing } = desk;
  routing.addConversation('v1', [identity]);
  routing.customerWrites('v1', [{ text: { text: 'hello', html: '' } }]);
  const tab = openTab(desk, await desk.signUp('admin'));
  const { welcome } = await tab.frame('welcome');
  assert.equal(welcome.me.agentId, 'admin');
  assert.equal(welcome.conversations[0]?.state, 'open');
  tab.send({ kind: 'follow', customerId: 'c_v1', cursor: '' }, 'q1');
  const { thread } = await tab.frame('thread');
  assert.equal(thread.snapshot, true);
  assert.equal(thread.items[0]?.content.kind, 'message');
  tab.send(
    {
      kind: 'reply',
      clientMessageId: 'm1',
      conversationId: 'v1',
      identityId: '',
      cursor: thread.cursor,
      parts: [{ kind: 'text', text: 'hi', html: '' }],
    },
    'q2',
  );
  const { result } = await tab.frame('result', 2);
  assert.deepEqual([result.requestId, result.code], ['q2', 'ok']);
  const last = await waitFor(
    () => tab.frames.findLast((frame) => frame.type === 'thread' && frame.thread.items[0]?.content.kind === 'reply'),
    { describe: 'reply' },
  );
  assert.equal(last.type === 'thread' && last.thread.items[0]?.itemId, result.itemId);
  tab.socket.close();
  await waitFor(() => routing.streams.size === 0, { describe: 'the stream to end with its tab' });
});

test('when routing breaks off the tab is told, and a new welcome follows over the same socket', async () => {
  await using desk = await startDesk();
  const tab = openTab(desk, await desk.signUp('admin'));
  await tab.frame('welcome');
  desk.routing.breakStreams();
  await tab.frame('reconnecting');
  await tab.frame('welcome', 2);
  tab.send({ kind: 'set-presence', presence: 'available' });
  assert.equal((await tab.frame('result')).result.code, 'ok');
  tab.socket.close();
});

test('a resumed thread brings what was missed and nothing twice', async () => {
  await using desk = await startDesk();
  const { routing } = desk;
  routing.addConversation('v1', [identity]);
  routing.customerWrites('v1', [{ text: { text: 'one', html: '' } }]);
  const cookie = await desk.signUp('admin');
  const first = openTab(desk, cookie);
  await first.frame('welcome');
  first.send({ kind: 'follow', customerId: 'c_v1', cursor: '' });
  const { thread } = await first.frame('thread');
  first.socket.close();
  routing.customerWrites('v1', [{ text: { text: 'two', html: '' } }]);
  routing.customerWrites('v1', [{ text: { text: 'three', html: '' } }]);
  const second = openTab(desk, cookie);
  await second.frame('welcome');
  second.send({ kind: 'follow', customerId: 'c_v1', cursor: thread.cursor });
  const resumed = (await second.frame('thread')).thread;
  assert.equal(resumed.snapshot, false);
  assert.equal(resumed.items.length, 2);
  second.socket.close();
});

test('signing out closes the tabs of this session, and of no other', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  const other = await desk.call('/desk/v1/session', {
    method: 'POST',
    json: { email: 'admin@localhost', password: 'seven violet umbrellas' },
  });
  const otherCookie = (other.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const [mine, elsewhere] = [openTab(desk, cookie), openTab(desk, otherCookie)];
  await Promise.all([mine.frame('welcome'), elsewhere.frame('welcome')]);
  await desk.call('/desk/v1/session', { method: 'DELETE', cookie });
  assert.equal(await mine.closed, closeCodes.signedOut);
  assert.equal(elsewhere.socket.readyState, WebSocket.OPEN);
  elsewhere.socket.close();
});

test('an agent whom routing refuses twice is signed out', async () => {
  await using desk = await startDesk();
  desk.routing.addAgent('ada');
  const tab = openTab(desk, await desk.signUp('ada'));
  await tab.frame('welcome');
  desk.routing.agents.set('ada', { ...desk.routing.agents.get('ada'), disabled: true });
  desk.routing.breakStreams();
  assert.equal(await tab.closed, closeCodes.signedOut);
});

test('a frame that is none closes its socket and disturbs no other', async () => {
  await using desk = await startDesk();
  const cookie = await desk.signUp('admin');
  const good = openTab(desk, cookie);
  await good.frame('welcome');
  for (const bad of [
    '{',
    'null',
    '{"type":"command"}',
    JSON.stringify({ type: 'command', requestId: 'q', command: { kind: 'resolve', conversationId: '' } }),
  ]) {
    const tab = openTab(desk, cookie);
    await tab.frame('welcome');
    tab.socket.send(bad);
    assert.equal(await tab.closed, closeCodes.badFrame);
  }
  const large = openTab(desk, cookie);
  await large.frame('welcome');
  large.socket.send('x'.repeat(600 * 1024));
  assert.equal(await large.closed, 1009);
  assert.equal(good.socket.readyState, WebSocket.OPEN);
  good.socket.close();
});

test('stopping asks tabs to come back', async () => {
  const desk = await startDesk();
  const tab = openTab(desk, await desk.signUp('admin'));
  await tab.frame('welcome');
  await desk[Symbol.asyncDispose]();
  assert.equal(await tab.closed, closeCodes.restart);
});
