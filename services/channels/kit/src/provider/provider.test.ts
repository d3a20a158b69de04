import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { openSqliteDocumentStore } from '@onethread/documents';
import { callProvider, KnownSends, openMedia } from '../index.ts';

async function serve(t: TestContext, listener: RequestListener): Promise<URL> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

const signal = () => AbortSignal.timeout(5000);

test('an answer is told with status, headers and body', async (t) => {
  const url = await serve(t, (request, response) => {
    request.resume().on('end', () => response.writeHead(201, { 'x-a': 'b' }).end('done'));
  });
  const answer = await callProvider({ url, method: 'POST', body: 'x', signal: signal() });
  assert.equal(answer.kind, 'answered');
  assert.ok(answer.kind === 'answered');
  assert.deepEqual([answer.status, answer.headers['x-a'], answer.body], [201, 'b', 'done']);
});

test('a refused connection was surely not sent', async (t) => {
  const url = await serve(t, () => undefined);
  url.port = '1';
  assert.equal((await callProvider({ url, method: 'POST', body: 'x', signal: signal() })).kind, 'not-sent');
});

test('a connection that breaks after the whole request may have been acted on', async (t) => {
  const url = await serve(t, (request) => void request.resume().on('end', () => request.socket.destroy()));
  assert.equal((await callProvider({ url, method: 'POST', body: 'x', signal: signal() })).kind, 'no-answer');
});

test('no answer within the time may have been acted on', async (t) => {
  const arrived = new AbortController();
  const url = await serve(t, (request) => void request.resume().on('end', () => arrived.abort()));
  assert.equal((await callProvider({ url, method: 'POST', body: 'x', signal: arrived.signal })).kind, 'no-answer');
});

test('a body that cannot be read to its end was surely not sent', async (t) => {
  const url = await serve(t, (request) => void request.resume().on('error', () => undefined));
  const content = Readable.from(
    (async function* () {
      yield Buffer.from('half');
      throw new Error('disk');
    })(),
  );
  const answer = await callProvider({ url, method: 'POST', body: { content, size: 100 }, signal: signal() });
  assert.equal(answer.kind, 'not-sent');
});

test('media is opened at allowed addresses only, and no redirect leads elsewhere', async (t) => {
  const url = await serve(t, (request, response) => {
    if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
    else if (request.url === '/on') response.writeHead(307, { location: '/file' }).end();
    else response.writeHead(200, { 'content-type': 'image/png; x=y' }).end('bytes');
  });
  const asked: string[] = [];
  const open = (path: string, maxBytes = 100) =>
    openMedia({
      url: new URL(path, url).href,
      isAllowed: (to) => asked.push(to.host) > 0 && to.host === url.host,
      maxBytes,
      signal: signal(),
    });
  const opened = await open('/on');
  assert.ok(opened.kind === 'opened');
  assert.equal(opened.contentType, 'image/png');
  assert.equal(Buffer.concat(await opened.content.toArray()).toString(), 'bytes');
  assert.equal((await open('/away')).kind, 'unavailable');
  assert.equal(asked.at(-1), '169.254.169.254');
  assert.equal((await open('http://user:pw@127.0.0.1/')).kind, 'unavailable');
  assert.equal((await open('file:///etc/passwd')).kind, 'unavailable');
});

test('known sends keep the first word and tell equal texts apart', async (t) => {
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  t.after(() => documents.close());
  let now = 1000;
  const known = await KnownSends.open(documents, () => now);
  await known.remember('r.1.0', 'mid-1');
  await known.remember('r.1.0', 'mid-2');
  assert.equal(await known.providerMessageIdOf('r.1.0'), 'mid-1');
  assert.equal(await known.belongsToAnother('mid-1', 'other'), true);
  assert.equal(await known.belongsToAnother('mid-1', 'r.1.0'), false);
  assert.equal(known.missingFor('x'), 0);
  now += 500;
  assert.equal(known.missingFor('x'), 500);
});
