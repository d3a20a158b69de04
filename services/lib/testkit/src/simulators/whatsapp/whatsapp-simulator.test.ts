import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { createWhatsappSimulator, signGraphBody, WHATSAPP_ERROR_NAMES, WHATSAPP_ERRORS } from '../../index.ts';

const PERSON = '447700900001';

function text(body: string): object {
  return { type: 'text', text: { body } };
}

function template(name: string, said: string): object {
  const parameters = [{ type: 'text', text: said }];
  return { type: 'template', template: { name, language: { code: 'en' }, components: [{ type: 'body', parameters }] } };
}

async function start(t: TestContext) {
  const received: { readonly body: string; readonly signature: string | undefined }[] = [];
  const webhook = createServer((request, response) => {
    void request.toArray().then((chunks) => {
      const body = Buffer.concat(chunks as Buffer[]).toString('utf8');
      received.push({ body, signature: request.headers['x-hub-signature-256'] as string | undefined });
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(webhook, 'listening');
  const whatsapp = await createWhatsappSimulator({
    appSecret: 'app-secret',
    phoneNumberId: '106',
    accessToken: 'token',
    webhookUrl: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/webhooks/whatsapp`,
    templates: ['our_answer/en'],
    tellsSent: false,
    retryAfterMs: () => 5,
  });
  t.after(async () => {
    await whatsapp.close();
    webhook.closeAllConnections();
    await new Promise((resolve) => webhook.close(resolve));
  });
  const send = async (content: object, token = 'token') => {
    const response = await fetch(`${whatsapp.url}/v25.0/106/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ messaging_product: 'whatsapp', recipient_type: 'individual', to: PERSON, ...content }),
    });
    return {
      status: response.status,
      answer: (await response.json()) as { error?: { code: number }; messages?: unknown },
    };
  };
  return { whatsapp, received, send };
}

test('a text reaches the webhook signed over its raw bytes, with who wrote it beside', async (t) => {
  const { whatsapp, received } = await start(t);
  await whatsapp.people.sendText(PERSON, 'Grüße').acknowledged;
  const [call] = received;
  const body = call?.body ?? '';
  assert.match(body, /Gr\\u00fc\\u00dfe/);
  assert.equal(call?.signature, signGraphBody('app-secret', body));
  const { entry } = JSON.parse(body) as { entry: { changes: { value: Record<string, unknown> }[] }[] };
  assert.deepEqual(entry[0]?.changes[0]?.value['contacts'], [
    { profile: { name: 'Customer' }, wa_id: PERSON, user_id: 'GB.7700900001' },
  ]);
});

test('the Cloud API takes what fits and refuses what does not', async (t) => {
  const { whatsapp, send } = await start(t);
  const codeOf = async (content: object, token?: string) => (await send(content, token)).answer.error?.code;
  assert.equal(await codeOf(text('x')), 131026, 'nobody of that number');
  whatsapp.addPerson(PERSON);
  assert.equal(await codeOf(text('x')), undefined);
  assert.equal(await codeOf(text('x'), 'wrong'), 190);
  assert.equal(await codeOf(text('x'.repeat(4097))), 100);
  assert.equal(await codeOf({ type: 'image', image: { id: '404' } }), 100);
  whatsapp.closeWindow(PERSON);
  assert.equal(await codeOf(text('x')), 131047);
  assert.equal(await codeOf(template('unknown', 'x')), 132001);
  assert.equal(await codeOf(template('our_answer', 'two\nlines')), 100);
  assert.equal(await codeOf(template('our_answer', 'It is ready')), undefined);
  assert.deepEqual(
    whatsapp.accepted().map(({ type }) => type),
    ['text', 'template'],
  );
});

test('media travel both ways by id, and their host wants the token', async (t) => {
  const { whatsapp, received, send } = await start(t);
  const bytes = Buffer.from('content');
  await whatsapp.people.sendFile(PERSON, 'document', { name: 'a.pdf', contentType: 'application/pdf', bytes })
    .acknowledged;
  const id = /"id":"(\d{16})"/.exec(received[0]?.body ?? '')?.[1] ?? '';
  const headers = { authorization: 'Bearer token' };
  const { url } = (await (await fetch(`${whatsapp.url}/v25.0/${id}`, { headers })).json()) as { url: string };
  assert.equal((await fetch(url)).status, 401);
  assert.equal(await (await fetch(url, { headers })).text(), 'content');
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', 'application/pdf');
  form.set('file', new Blob([bytes], { type: 'application/pdf' }), 'b.pdf');
  const uploaded = await fetch(`${whatsapp.url}/v25.0/106/media`, { method: 'POST', headers, body: form });
  const { id: mediaId } = (await uploaded.json()) as { id: string };
  assert.equal((await send({ type: 'document', document: { id: mediaId, filename: 'c.pdf' } })).status, 200);
  assert.equal(whatsapp.accepted()[0]?.file?.name, 'c.pdf');
});

test('each row of the error table is answered in Meta’s form and nothing is accepted', async (t) => {
  const { whatsapp, send } = await start(t);
  whatsapp.addPerson(PERSON);
  for (const name of WHATSAPP_ERROR_NAMES) {
    whatsapp.faults.next({ kind: 'error', row: name });
    const { status, answer } = await send(text('x'));
    assert.deepEqual([status, answer.error?.code], [WHATSAPP_ERRORS[name].status, WHATSAPP_ERRORS[name].code], name);
  }
  assert.equal(whatsapp.accepted().length, 0);
});
