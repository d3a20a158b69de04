import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { createGraphSimulator, GRAPH_ERRORS, GRAPH_ERROR_NAMES, signGraphBody, waitFor } from '../../index.ts';

interface Received {
  readonly body: string;
  readonly signature: string | undefined;
}

async function start(t: TestContext, answer: () => number = () => 200) {
  const received: Received[] = [];
  const webhook = createServer((request, response) => {
    void request.toArray().then((chunks) => {
      const body = Buffer.concat(chunks as Buffer[]).toString('utf8');
      received.push({ body, signature: request.headers['x-hub-signature-256'] as string | undefined });
      const challenge = new URL(request.url ?? '', 'http://x').searchParams.get('hub.challenge');
      response.writeHead(answer()).end(challenge ?? '');
    });
  }).listen(0, '127.0.0.1');
  await once(webhook, 'listening');
  const graph = await createGraphSimulator({
    appSecret: 'app-secret',
    verifyToken: 'verify',
    pageId: 'page-1',
    pageAccessToken: 'token',
    webhookUrl: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/webhooks/messenger`,
    retryAfterMs: () => 5,
  });
  t.after(async () => {
    await graph.close();
    webhook.closeAllConnections();
    await new Promise((resolve) => webhook.close(resolve));
  });
  const send = (message: object, psid = 'p1'): Promise<Response> =>
    fetch(`${graph.url}/v25.0/page-1/messages?access_token=token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ recipient: { id: psid }, messaging_type: 'RESPONSE', message }),
    });
  return { graph, received, send };
}

test('a text reaches the webhook signed over its raw bytes, with non-ASCII escaped', async (t) => {
  const { graph, received } = await start(t);
  await graph.customers.sendText('p1', 'Grüße').acknowledged;
  assert.match(received[0]?.body ?? '', /Gr\\u00fc\\u00dfe/);
  assert.equal(received[0]?.signature, signGraphBody('app-secret', received[0]?.body ?? ''));
  assert.equal(graph.messagesOf('p1')[0]?.text, 'Grüße');
});

test('the signature is the one that openssl makes', () => {
  assert.equal(
    signGraphBody('app-secret', '{"object":"page","entry":[]}'),
    'sha256=e6e9d7a842a48e17f43a34d6125d0d933e2aab92ee37f0993a4d493b50e3d438',
  );
});

test('a refused delivery is tried again until it is taken', async (t) => {
  let failures = 2;
  const { graph, received } = await start(t, () => (failures-- > 0 ? 503 : 200));
  await graph.customers.sendText('p1', 'hello').acknowledged;
  assert.equal(received.length, 3);
  await waitFor(() => graph.messagesOf('p1')[0]?.state === 'accepted', {
    describe: 'the message to be shown as accepted',
  });
});

test('deliveries go out twice and in another order on demand', async (t) => {
  const { graph, received } = await start(t);
  graph.deliveries.sendTwice();
  await graph.customers.sendText('p1', 'doubled').acknowledged;
  assert.equal(received.length, 2);
  graph.deliveries.hold();
  const held = ['one', 'two'].map((text) => graph.customers.sendText('p1', text));
  assert.equal(graph.deliveries.release(), 2);
  await Promise.all(held.map(({ acknowledged }) => acknowledged));
  assert.equal(received.length, 4);
});

test('a batch is one call with an entry for each event', async (t) => {
  const { graph, received } = await start(t);
  await graph.customers.batch(() => {
    graph.customers.sendText('p1', 'one');
    graph.customers.sendText('p2', 'two', { standby: true });
  }).acknowledged;
  const { entry } = JSON.parse(received[0]?.body ?? '') as { entry: { messaging?: unknown[]; standby?: unknown[] }[] };
  assert.equal(received.length, 1);
  assert.equal(entry[0]?.messaging?.length, 1);
  assert.equal(entry[1]?.standby?.length, 1);
});

test('the Send API accepts, echoes with metadata, and is found again by the conversation look-up', async (t) => {
  const { graph, received, send } = await start(t);
  graph.addPerson({ psid: 'p1', firstName: 'Anna' });
  const response = await send({ text: 'reply', metadata: 'send-1' });
  const { message_id: mid } = (await response.json()) as { message_id: string };
  await waitFor(() => received.some(({ body }) => body.includes('send-1')), { describe: 'the echo' });
  assert.equal(graph.accepted()[0]?.mid, mid);
  const found = await fetch(`${graph.url}/v25.0/page-1/conversations?user_id=p1&access_token=token`);
  assert.match(await found.text(), new RegExp(mid));
  const profile = await fetch(`${graph.url}/v25.0/p1?fields=first_name&access_token=token`);
  assert.equal(((await profile.json()) as { first_name: string }).first_name, 'Anna');
});

test('files travel both ways: uploaded as a form, served by address', async (t) => {
  const { graph, received } = await start(t);
  graph.addPerson({ psid: 'p1' });
  const form = new FormData();
  form.set('recipient', '{"id":"p1"}');
  form.set('message', '{"attachment":{"type":"image","payload":{}}}');
  form.set('filedata', new Blob(['bytes'], { type: 'image/png' }), 'dot.png');
  const response = await fetch(`${graph.url}/v25.0/me/messages?access_token=token`, { method: 'POST', body: form });
  assert.equal(response.status, 200);
  assert.equal(graph.accepted()[0]?.file?.name, 'dot.png');
  await graph.customers.sendFiles('p1', [{ name: 'cat.jpg', contentType: 'image/jpeg', bytes: Buffer.from('cat') }])
    .acknowledged;
  const { url } = JSON.parse(/"payload":(\{[^}]*cat[^}]*\})/.exec(received.at(-1)?.body ?? '')?.[1] ?? '{}') as {
    url: string;
  };
  assert.equal(await (await fetch(url)).text(), 'cat');
});

test('each row of the error table is answered in the form of Graph and nothing is accepted', async (t) => {
  const { graph, send } = await start(t);
  graph.addPerson({ psid: 'p1' });
  for (const name of GRAPH_ERROR_NAMES) {
    graph.faults.next({ kind: 'error', row: name });
    const response = await send({ text: 'x' });
    const { error } = (await response.json()) as {
      error: { code: number; error_subcode?: number; fbtrace_id: string };
    };
    const row: { status: number; code: number; subcode?: number } = GRAPH_ERRORS[name];
    assert.deepEqual([response.status, error.code, error.error_subcode], [row.status, row.code, row.subcode], name);
  }
  assert.equal(graph.accepted().length, 0);
});

const codeOf = async (response: Response) =>
  ((await response.json()) as { error: { code: number; error_subcode?: number } }).error;

test('Graph validates: unknown person, closed window, wrong token, text too long', async (t) => {
  const { graph, send } = await start(t);
  assert.equal((await codeOf(await send({ text: 'x' }))).error_subcode, 2018001);
  graph.closeWindow('p1');
  assert.equal((await codeOf(await send({ text: 'x' }))).error_subcode, 2018278);
  const wrong = await fetch(`${graph.url}/v25.0/me/messages?access_token=wrong`, { method: 'POST' });
  assert.equal((await codeOf(wrong)).code, 190);
  assert.equal((await codeOf(await send({ text: 'x'.repeat(2001) }, 'p1'))).code, 100);
});

test('a dropped answer leaves the message accepted; a dropped request does not', async (t) => {
  const { graph, send } = await start(t);
  graph.addPerson({ psid: 'p1' });
  graph.faults.next({ kind: 'drop-answer' });
  await assert.rejects(send({ text: 'accepted' }));
  graph.faults.next({ kind: 'drop-request' });
  await assert.rejects(send({ text: 'lost' }));
  assert.deepEqual(
    graph.accepted().map(({ text }) => text),
    ['accepted'],
  );
});

test('down means refused, and up again is the same address', async (t) => {
  const { graph, send } = await start(t);
  graph.addPerson({ psid: 'p1' });
  const { url } = graph;
  await graph.goDown();
  await assert.rejects(send({ text: 'x' }));
  await graph.comeUp();
  assert.equal(graph.url, url);
  assert.equal((await send({ text: 'x' })).status, 200);
});

test('the handshake succeeds where the challenge comes back', async (t) => {
  const { graph } = await start(t);
  assert.deepEqual(await graph.verifyWebhook(), { status: 200, verified: true });
});
