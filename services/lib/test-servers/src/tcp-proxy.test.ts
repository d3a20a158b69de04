import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { openTcpProxy } from './index.ts';
import { until } from './until.ts';

/** Upon these the server ends the connection after its answer. */
const LAST_WORDS = 'bye';

/** A server that notes what it gets and answers each part with `ok `. */
async function proxied(t: TestContext) {
  const got: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => {
      got.push(part.toString());
      if (part.toString() === LAST_WORDS) socket.end('ok ');
      else socket.write('ok ');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy = await openTcpProxy({ to: `127.0.0.1:${(server.address() as AddressInfo).port}` });
  t.after(async () => {
    await proxy.close();
    server.close();
  });
  return { proxy, got: () => got.join('') };
}

async function connected(port: number) {
  const socket = connect({ port, host: '127.0.0.1' });
  let answer = '';
  socket.on('error', () => undefined);
  socket.on('data', (part: Buffer) => (answer += part.toString()));
  await once(socket, 'connect');
  return { socket, answer: () => answer };
}

const closed = (socket: Socket) => until(async () => socket.destroyed, 'the connection to break', 5000);

test('passes both ways', async (t) => {
  const { proxy, got } = await proxied(t);
  const { socket, answer } = await connected(proxy.port);
  socket.write('hello');
  await until(async () => answer() === 'ok ', 'an answer', 5000);
  assert.equal(got(), 'hello');
  assert.equal(proxy.address, `127.0.0.1:${proxy.port}`);
});

test('a cut breaks what is open and refuses what comes, until it is restored on the same port', async (t) => {
  const { proxy } = await proxied(t);
  const { socket } = await connected(proxy.port);
  proxy.cut();
  proxy.cut();
  await closed(socket);
  await assert.rejects(connected(proxy.port), { code: 'ECONNREFUSED' });
  await proxy.restore();
  await proxy.restore();
  const again = await connected(proxy.port);
  again.socket.write('again');
  await until(async () => again.answer() === 'ok ', 'an answer', 5000);
});

test('with dropped answers the server hears everything and the client nothing', async (t) => {
  const { proxy, got } = await proxied(t);
  const { socket, answer } = await connected(proxy.port);
  proxy.dropAnswers(true);
  socket.write(LAST_WORDS);
  await closed(socket);
  assert.deepEqual([got(), answer()], [LAST_WORDS, '']);
  proxy.dropAnswers(false);
  const heard = await connected(proxy.port);
  heard.socket.write('heard');
  await until(async () => heard.answer() === 'ok ', 'an answer', 5000);
});

test('delayed bytes arrive complete and in order, also those written after the delay ended', async (t) => {
  const { proxy, got } = await proxied(t);
  const { socket } = await connected(proxy.port);
  proxy.delay(50);
  const parts = Array.from({ length: 200 }, (_, n) => `${n},`);
  for (const part of parts.slice(0, 100)) socket.write(part);
  await until(async () => got().length > 0, 'the first of them', 5000);
  proxy.delay(0);
  for (const part of parts.slice(100)) socket.write(part);
  await until(async () => got().length === parts.join('').length, 'all of them', 5000);
  assert.equal(got(), parts.join(''));
});

test('more than the line holds is slowed down, not lost', async (t) => {
  const { proxy, got } = await proxied(t);
  const { socket } = await connected(proxy.port);
  proxy.delay(5);
  const large = 'x'.repeat(6_000_000);
  socket.end(large);
  await until(async () => got().length === large.length, 'all bytes', 20_000);
});

test('a connection to a server that is down breaks', async (t) => {
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const { port } = gone.address() as AddressInfo;
  gone.close();
  const proxy = await openTcpProxy({ to: `127.0.0.1:${port}` });
  t.after(() => proxy.close());
  const { socket } = await connected(proxy.port);
  await closed(socket);
});
