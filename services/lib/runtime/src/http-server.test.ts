import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import express from 'express';
import { WebSocket, WebSocketServer } from 'ws';
import { createHttpServer, createLogger, type HttpServer } from './index.ts';

const logger = createLogger({ service: 'test', level: 'silent' });

async function withServer(run: (server: HttpServer) => Promise<void>) {
  const server = createHttpServer({ host: '127.0.0.1', port: 0, logger });
  await server.start();
  try {
    await run(server);
  } finally {
    await server.stop();
  }
}

function routerThat(answer: express.RequestHandler): express.Router {
  return express.Router().use(answer);
}

test('a page at / mounted first does not shadow a webhook mounted later', () =>
  withServer(async (server) => {
    server.mount(
      '/',
      routerThat((_request, response) => void response.send('desk')),
    );
    server.mount(
      '/webhooks/x',
      routerThat((_request, response) => void response.send('hook')),
    );
    assert.equal(await (await fetch(`${server.publicUrl}/webhooks/x`)).text(), 'hook');
    const page = await fetch(`${server.publicUrl}/anything`);
    assert.equal(await page.text(), 'desk');
    assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(page.headers.get('x-powered-by'), null);
  }));

const post = (body: string) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body });

test('errors become JSON with the right status and nothing of the inside', () =>
  withServer(async (server) => {
    const failing = express.Router();
    failing.post('/parse', express.json({ limit: 20 }), (_request, response) => void response.json({}));
    failing.get('/typed', () => {
      throw Object.assign(new Error('Wrong signature.'), { status: 401, code: 'bad-signature' });
    });
    failing.get('/later', () => {
      throw Object.assign(new Error('disk /data is full'), { code: 'intake-unavailable', retryable: true });
    });
    failing.get('/bug', async () => {
      throw new Error('secret of /etc');
    });
    server.mount('/f', failing);
    const get = async (path: string, init?: RequestInit) => {
      const response = await fetch(`${server.publicUrl}${path}`, init);
      return [response.status, await response.json()];
    };
    assert.deepEqual(await get('/f/parse', post('{oops')), [
      400,
      { error: { code: 'entity-parse-failed', message: 'Bad Request' } },
    ]);
    assert.equal((await get('/f/parse', post(`"${'x'.repeat(30)}"`)))[0], 413);
    assert.deepEqual(await get('/f/typed'), [401, { error: { code: 'bad-signature', message: 'Wrong signature.' } }]);
    assert.deepEqual(await get('/f/later'), [
      503,
      { error: { code: 'intake-unavailable', message: 'Not possible right now, please try again.' } },
    ]);
    assert.deepEqual(await get('/f/bug'), [
      500,
      { error: { code: 'internal', message: 'Something went wrong on our side.' } },
    ]);
    assert.deepEqual(await get('/nowhere'), [404, { error: { code: 'not-found', message: 'There is nothing here.' } }]);
  }));

test('a server that is not ready answers 503, so that the caller tries again', () =>
  withServer(async (server) => {
    server.setReady(false);
    assert.equal((await fetch(server.publicUrl)).status, 503);
    server.setReady(true);
    assert.equal((await fetch(server.publicUrl)).status, 404);
  }));

test('upgrades reach the owner of their path, others are refused, and stopping ends open sockets', async () => {
  const server = createHttpServer({ host: '127.0.0.1', port: 0, logger });
  await server.start();
  const sockets = new WebSocketServer({ noServer: true });
  server.onUpgrade('/socket', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (client) => client.on('message', (data) => client.send(data))),
  );
  const address = server.publicUrl.replace('http', 'ws');
  const refused = new WebSocket(`${address}/other`);
  const [error] = (await once(refused, 'error')) as [Error];
  assert.match(error.message, /404/);
  const client = new WebSocket(`${address}/socket?x=1`);
  await once(client, 'open');
  client.send('hello');
  const [answer] = (await once(client, 'message')) as [Buffer];
  assert.equal(answer.toString(), 'hello');
  const idle = connect(server.port, '127.0.0.1');
  await once(idle, 'connect');
  const closed = [once(client, 'close'), once(idle, 'close')];
  idle.resume();
  await server.stop();
  await Promise.all(closed);
});

function urlOf(host: string, publicUrl?: string): string {
  return createHttpServer({ host, port: 0, publicUrl, logger }).publicUrl;
}

test('stopping lets a request in work finish', async () => {
  const server = createHttpServer({ host: '127.0.0.1', port: 0, logger });
  await server.start();
  const arrived = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  server.mount(
    '/slow',
    routerThat(async (_request, response) => {
      arrived.resolve();
      await finish.promise;
      response.send('done');
    }),
  );
  const answer = fetch(`${server.publicUrl}/slow`);
  await arrived.promise;
  const stopped = server.stop();
  finish.resolve();
  assert.equal(await (await answer).text(), 'done');
  await stopped;
});

test('the public address is the configured one, or the one it listens on', () => {
  assert.equal(urlOf('127.0.0.1', 'https://x.example/'), 'https://x.example');
  assert.equal(urlOf('0.0.0.0'), 'http://localhost:0');
  assert.equal(urlOf('::1'), 'http://[::1]:0');
});

test('an upgrade tells whose it is as a request does: by the proxies that are believed, and no further', async () => {
  for (const [trustedProxies, expected] of [
    [0, '127.0.0.1'],
    [1, '192.0.2.7'],
  ] as const) {
    const server = createHttpServer({ host: '127.0.0.1', port: 0, logger, trustedProxies });
    await server.start();
    const seen: (string | undefined)[] = [];
    server.onUpgrade('/socket', (request, socket) => {
      seen.push(request.ip);
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
    });
    server.setReady(true);
    const headers = { 'x-forwarded-for': '198.51.100.1, 192.0.2.7' };
    const socket = new WebSocket(`${server.publicUrl.replace('http', 'ws')}/socket`, { headers });
    await once(socket, 'error');
    assert.deepEqual(seen, [expected]);
    await server.stop();
  }
});
