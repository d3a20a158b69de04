import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { CLOSE_CODES, type ServerFrame } from '../protocol.ts';
import { backOffMs } from './back-off.ts';
import { Connection, type ConnectionState, type Socket } from './connection.ts';

class FakeSocket extends EventTarget {
  readonly sent: { type: string }[] = [];
  closed = false;
  send(text: string): void {
    this.sent.push(JSON.parse(text) as { type: string });
  }
  close(): void {
    this.closed = true;
  }
  open(): void {
    this.dispatchEvent(new Event('open'));
  }
  say(frame: ServerFrame): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }));
  }
  end(code: number): void {
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}

const welcome: ServerFrame = { type: 'welcome', connection: 'c', heartbeatMs: 25_000, me: { kind: 'visitor' } };
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

function connect() {
  const sockets: FakeSocket[] = [];
  const states: ConnectionState[] = [];
  const refused: (string | undefined)[] = [];
  const world = { online: true, hellos: 0, helloFails: false };
  const connection = new Connection({
    openSocket: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as Socket;
    },
    hello: () => {
      world.hellos += 1;
      if (world.helloFails) return Promise.reject(new Error('no token'));
      return Promise.resolve({ type: 'hello', protocol: 1, client: 'test', deviceId: 'd' });
    },
    isOnline: () => world.online,
    random: () => 0.5,
    stateChanged: (state) => states.push(state),
    frame: () => {},
    credentialsRefused: (code) => refused.push(code),
  });
  const last = (): FakeSocket => sockets.at(-1) ?? assert.fail('no socket');
  const live = async (): Promise<FakeSocket> => {
    connection.start();
    await settle();
    last().open();
    last().say(welcome);
    return last();
  };
  return { connection, sockets, states, refused, world, last, live };
}

async function pass(ms: number): Promise<void> {
  mock.timers.tick(ms);
  await settle();
}

describe('the connection', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  test('what is no frame, from whoever stands between, is a reason to connect anew and no fault of the app', async () => {
    const { connection, live } = connect();
    const socket = await live();
    socket.dispatchEvent(new MessageEvent('message', { data: '<html>Sign in to the network</html>' }));
    assert.deepEqual([socket.closed, connection.state], [true, 'waiting']);
    connection.stop();
  });

  test('says hello first and is live once it is welcomed', async () => {
    const { connection, states, live } = connect();
    assert.equal(connection.send({ type: 'typing' }), false);
    const socket = await live();
    assert.equal(socket.sent[0]?.type, 'hello');
    assert.deepEqual(states, ['connecting', 'live']);
    assert.equal(connection.send({ type: 'typing' }), true);
  });

  test('after a break it waits with jitter, longer each time, and starts anew once something came', async () => {
    const { connection, sockets, last, live } = connect();
    (await live()).end(1006);
    assert.equal(connection.state, 'waiting');
    await pass(1_499);
    assert.equal(sockets.length, 1);
    await pass(1);
    assert.equal(sockets.length, 2);
    last().end(1006);
    await pass(1_500);
    last().end(1006);
    await pass(2_499);
    assert.equal(sockets.length, 3);
    await pass(1);
    assert.equal(sockets.length, 4);
  });

  test('the network’s return or a look at the page ends the waiting at once', async () => {
    const { connection, sockets, live } = connect();
    (await live()).end(1006);
    connection.wake();
    await settle();
    assert.equal(sockets.length, 2);
    connection.networkLost();
    assert.equal(connection.state, 'offline');
    connection.wake();
    await settle();
    assert.equal(sockets.length, 3);
  });

  test('a silent socket is given up after a heartbeat without an answer', async () => {
    const { connection, live } = connect();
    const socket = await live();
    await pass(25_000);
    assert.equal(socket.sent.at(-1)?.type, 'ping');
    socket.say({ type: 'pong' });
    await pass(10_000);
    assert.equal(connection.state, 'live');
    await pass(15_000);
    await pass(10_000);
    assert.equal(connection.state, 'waiting');
    assert.ok(socket.closed);
  });

  test('a socket that died in its sleep is noticed soon after the page is looked at', async () => {
    const { connection, live } = connect();
    await live();
    connection.wake();
    await pass(4_000);
    assert.equal(connection.state, 'waiting');
  });

  test('refused credentials are renewed at once, then with patience', async () => {
    const { refused, sockets, last, live } = connect();
    const socket = await live();
    socket.say({ type: 'error', code: 'bad-token', message: '' });
    socket.end(CLOSE_CODES.badToken);
    assert.deepEqual(refused, ['bad-token']);
    await pass(0);
    assert.equal(sockets.length, 2);
    last().end(CLOSE_CODES.badToken);
    await pass(999);
    assert.equal(sockets.length, 2);
    await pass(5_000);
    assert.equal(sockets.length, 3);
  });

  test('a forbidden page does not try again', async () => {
    const { connection, sockets, live } = connect();
    (await live()).end(CLOSE_CODES.forbidden);
    assert.equal(connection.state, 'stopped');
    connection.wake();
    await pass(60_000);
    assert.equal(sockets.length, 1);
  });

  test('a restarting server is called again within five seconds', async () => {
    const { sockets, live } = connect();
    (await live()).end(CLOSE_CODES.restart);
    await pass(2_500);
    assert.equal(sockets.length, 2);
  });

  test('without credentials it tries later; offline it waits for the network', async () => {
    const { connection, world } = connect();
    world.helloFails = true;
    connection.start();
    await settle();
    assert.equal(connection.state, 'waiting');
    await pass(30_000);
    assert.equal(world.hellos, 2);
    world.online = false;
    await pass(30_000);
    assert.equal(connection.state, 'offline');
  });

  test('what a given-up socket still says is not heard', async () => {
    const { connection, live } = connect();
    const socket = await live();
    connection.stop();
    socket.end(1006);
    assert.equal(connection.state, 'idle');
  });
});

test('back-off lies between a second and a bound that doubles to thirty', () => {
  for (const failures of [0, 1, 2, 5, 50]) {
    assert.equal(
      backOffMs(failures, () => 0),
      1_000,
    );
    assert.ok(backOffMs(failures, () => 1) <= 30_000);
  }
  assert.equal(
    backOffMs(1, () => 1),
    2_000,
  );
  assert.equal(
    backOffMs(3, () => 1),
    8_000,
  );
});
