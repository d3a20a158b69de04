import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeCodes, HEARTBEAT_MS } from '../../../wire/frames.ts';
import type { ClientFrame, Command, ServerFrame } from '../../../wire/frames.ts';
import { sampleAgent, sampleUpdate } from '../../../tests/wire-samples.ts';
import { ANSWER_TIMEOUT_MS, DeskConnection, MAX_ATTEMPTS } from './desk-connection.ts';
import type { Socket, SocketEvents } from './desk-connection.ts';

const welcomeFrame: ServerFrame = {
  type: 'welcome',
  welcome: {
    me: sampleAgent({ agentId: 'a', capacity: 1 }),
    conversations: [],
    colleagues: [],
    channels: [],
    queues: [],
    ageUnitMs: 60_000,
    serverTimeMs: 0,
  },
};

class FakeSocket implements Socket {
  readonly events: SocketEvents;
  readonly sent: ClientFrame[] = [];
  closed = false;
  constructor(events: SocketEvents) {
    this.events = events;
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientFrame);
  }
  close(): void {
    this.closed = true;
  }
  receive(frame: ServerFrame): void {
    this.events.received(JSON.stringify(frame));
  }
  commands(): readonly (Command & { readonly requestId: string })[] {
    return this.sent.flatMap((frame) =>
      frame.type === 'command' ? [{ ...frame.command, requestId: frame.requestId }] : [],
    );
  }
}

function setUp(session: 'valid' | 'signed-out' | 'unreachable' = 'valid') {
  const sockets: FakeSocket[] = [];
  const states: string[] = [];
  let nowMs = 0;
  let timers: { atMs: number; run: () => void }[] = [];
  const advance = (ms: number) => {
    const end = nowMs + ms;
    for (;;) {
      const next = timers.toSorted((one, other) => one.atMs - other.atMs)[0];
      if (next === undefined || next.atMs > end) break;
      timers = timers.filter((one) => one !== next);
      nowMs = next.atMs;
      next.run();
    }
    nowMs = end;
  };
  const connection = new DeskConnection({
    open: (events) => {
      const socket = new FakeSocket(events);
      sockets.push(socket);
      return socket;
    },
    timers: {
      now: () => nowMs,
      random: () => 0.5,
      after: (ms, run) => {
        const timer = { atMs: nowMs + ms, run };
        timers.push(timer);
        return () => {
          timers = timers.filter((one) => one !== timer);
        };
      },
    },
    checkSession: () => Promise.resolve(session),
    onFrame: () => {},
    onState: (state) => states.push(state),
  });
  connection.start();
  const last = () => sockets.at(-1) as FakeSocket;
  const live = () => {
    last().events.opened();
    last().receive(welcomeFrame);
  };
  return { connection, sockets, states, advance, last, live };
}

const resolve: Command = { kind: 'resolve', conversationId: 'v1' };

test('a command given before the connection is there goes out with the welcome', async () => {
  const { connection, last, live } = setUp();
  const answer = connection.send(resolve);
  assert.equal(last().commands().length, 0);
  live();
  const [command] = last().commands();
  assert.equal(command?.kind, 'resolve');
  last().receive({
    type: 'result',
    result: { requestId: command?.requestId ?? '', code: 'ok', message: '', itemId: 'x', retryable: false },
  });
  assert.equal((await answer).itemId, 'x');
});

test('an unanswered command is sent again under its request id, an answered one is not', () => {
  const { connection, last, live, advance } = setUp();
  live();
  void connection.send(resolve);
  void connection.send({ kind: 'take', conversationId: 'v2' });
  const [first, second] = last().commands();
  last().receive({
    type: 'result',
    result: { requestId: first?.requestId ?? '', code: 'ok', message: '', itemId: '', retryable: false },
  });
  last().events.closed(1006);
  advance(20_000);
  live();
  assert.deepEqual(last().commands(), [second]);
});

test('commands keep their order over a break', () => {
  const { connection, last, live, advance } = setUp();
  live();
  last().events.closed(1006);
  for (const id of ['v1', 'v2', 'v3']) void connection.send({ kind: 'reopen', conversationId: id });
  advance(20_000);
  live();
  assert.deepEqual(
    last()
      .commands()
      .map((one) => 'conversationId' in one && one.conversationId),
    ['v1', 'v2', 'v3'],
  );
});

test('threads are followed again from their newest cursors, the left ones are not', () => {
  const { connection, last, live, advance } = setUp();
  live();
  connection.follow('c1', '');
  connection.follow('c2', 'k0');
  connection.unfollow('c2');
  last().receive({ type: 'thread', thread: sampleUpdate({ cursor: 'k5' }) });
  last().receive({ type: 'thread', thread: sampleUpdate({ cursor: '' }) });
  last().events.closed(1006);
  advance(20_000);
  live();
  assert.deepEqual(
    last()
      .commands()
      .map(({ requestId: _id, ...command }) => command),
    [{ kind: 'follow', customerId: 'c1', cursor: 'k5' }],
  );
});

test('when the way to routing breaks, the socket stays and the next welcome resumes', () => {
  const { connection, sockets, states, last, live } = setUp();
  live();
  connection.follow('c1', 'k1');
  last().receive({ type: 'reconnecting' });
  void connection.send(resolve);
  const before = last().commands().length;
  last().receive(welcomeFrame);
  assert.equal(sockets.length, 1);
  assert.deepEqual(
    last()
      .commands()
      .slice(before)
      .map((one) => one.kind),
    ['follow', 'resolve'],
  );
  assert.deepEqual(states, ['live', 'reconnecting', 'live']);
});

test('typing is not kept for later', () => {
  const { connection, last, live } = setUp();
  connection.sendTransient({ kind: 'typing', conversationId: 'v1' });
  live();
  assert.deepEqual(last().commands(), []);
});

test('a retryable refusal is retried, and shown after the last attempt', async () => {
  const { connection, last, live, advance } = setUp();
  live();
  const answer = connection.send(resolve);
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const requestId = last().commands().at(-1)?.requestId ?? '';
    assert.equal(last().commands().length, attempt);
    last().receive({
      type: 'result',
      result: { requestId, code: 'unavailable', message: 'later', itemId: '', retryable: true },
    });
    last().receive({ type: 'ping', serverTimeMs: 0 });
    advance(20_000);
  }
  assert.equal((await answer).code, 'unavailable');
});

test('a silent server is left, and connected to again', () => {
  const { sockets, states, live, advance } = setUp();
  live();
  advance(3 * HEARTBEAT_MS);
  assert.equal(sockets[0]?.closed, true);
  assert.equal(states.at(-1), 'offline');
  advance(20_000);
  assert.equal(sockets.length >= 2, true);
});

test('a connection that answers pings but not commands is left', () => {
  const { connection, sockets, live, last, advance } = setUp();
  live();
  void connection.send(resolve);
  for (let passed = 0; passed <= ANSWER_TIMEOUT_MS; passed += HEARTBEAT_MS) {
    advance(HEARTBEAT_MS);
    last().receive({ type: 'ping', serverTimeMs: 0 });
  }
  assert.equal(sockets[0]?.closed, true);
});

test('pings are answered', () => {
  const { last, live } = setUp();
  live();
  last().receive({ type: 'ping', serverTimeMs: 0 });
  assert.deepEqual(last().sent.at(-1), { type: 'pong' });
});

test('an ended session stops the attempts', () => {
  const { sockets, states, live, last, advance } = setUp();
  live();
  last().events.closed(closeCodes.signedOut);
  advance(60_000);
  assert.equal(states.at(-1), 'signed-out');
  assert.equal(sockets.length, 1);
});

test('a socket that never opens asks whether the session is still good', async () => {
  const { states, last } = setUp('signed-out');
  last().events.closed(1006);
  await Promise.resolve();
  await Promise.resolve();
  assert.equal(states.at(-1), 'signed-out');
});

test('waking tries at once', () => {
  const { connection, sockets, live, last } = setUp();
  live();
  last().events.closed(1006);
  connection.wake();
  assert.equal(sockets.length, 2);
});

test('what is not a frame is ignored', () => {
  const { states, last, live } = setUp();
  live();
  last().events.received('{');
  last().events.received('null');
  last().events.received(new ArrayBuffer(1));
  assert.deepEqual(states, ['live']);
});
