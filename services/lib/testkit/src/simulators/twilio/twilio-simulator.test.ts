import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import {
  createTwilioSimulator,
  signTwilioForm,
  TWILIO_ERRORS,
  TWILIO_ERROR_NAMES,
  twilioRetryAfterMs,
  waitFor,
} from '../../index.ts';

const SID = 'AC00000000000000000000000000000001';
const FROM = '+14155550100';
const PHONE = '+447700900001';

async function start(t: TestContext, answer: () => number = () => 200) {
  const received: { url: string; form: URLSearchParams; signature: string }[] = [];
  const webhook = createServer((request, response) => {
    void request.toArray().then((chunks) => {
      const form = new URLSearchParams(Buffer.concat(chunks as Buffer[]).toString());
      received.push({ url: request.url ?? '', form, signature: String(request.headers['x-twilio-signature']) });
      response.writeHead(answer()).end();
    });
  }).listen(0, '127.0.0.1');
  await once(webhook, 'listening');
  const origin = `http://127.0.0.1:${(webhook.address() as AddressInfo).port}`;
  const twilio = await createTwilioSimulator({
    accountSid: SID,
    authToken: 'token',
    numbers: [FROM],
    webhookUrl: `${origin}/sms#rc=2&rp=5xx`,
  });
  t.after(async () => {
    await twilio.close();
    webhook.closeAllConnections();
    await new Promise((resolve) => webhook.close(resolve));
  });
  const authorization = `Basic ${Buffer.from(`${SID}:token`).toString('base64')}`;
  const messages = `${twilio.url}/2010-04-01/Accounts/${SID}/Messages.json`;
  const send = (fields: Readonly<Record<string, string>>, headers: Record<string, string> = { authorization }) =>
    fetch(messages, { method: 'POST', headers, body: new URLSearchParams({ From: FROM, To: PHONE, ...fields }) });
  return { twilio, received, origin, send, messages, authorization };
}

test('an SMS reaches the webhook signed over address and form, without the fragment', async (t) => {
  const { twilio, received, origin } = await start(t);
  await twilio.phones.sendText(PHONE, 'Grüße').acknowledged;
  const [call] = received;
  assert.equal(call?.form.get('Body'), 'Grüße');
  assert.equal(call?.signature, signTwilioForm('token', `${origin}/sms`, call?.form ?? new URLSearchParams()));
});

test('the signature is the one that Twilio publishes', () => {
  const form = new URLSearchParams({
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  });
  assert.equal(
    signTwilioForm('12345', 'https://mycompany.com/myapp.php?foo=1&bar=2', form),
    'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
  );
});

test('it comes again only as the fragment of the address allows', async (t) => {
  let status = 503;
  const { twilio, received } = await start(t, () => status);
  await assert.rejects(twilio.phones.sendText(PHONE, 'never taken').acknowledged, { code: 'delivery-given-up' });
  assert.equal(received.length, 3);
  status = 404;
  await assert.rejects(twilio.phones.sendText(PHONE, 'not found').acknowledged);
  assert.equal(received.length, 4);
  assert.equal(twilioRetryAfterMs('https://x.example/', 1, { kind: 'answered', status: 503 }), undefined);
  assert.notEqual(twilioRetryAfterMs('https://x.example/', 1, { kind: 'no-connection' }), undefined);
});

test('a message is accepted, listed, and reported on in order', async (t) => {
  const { received, origin, send, messages, authorization } = await start(t);
  const response = await send({ Body: 'reply', StatusCallback: `${origin}/status?send=r_1.1.0` });
  assert.equal(response.status, 201);
  const { sid, status } = (await response.json()) as { sid: string; status: string };
  assert.equal(status, 'queued');
  await waitFor(() => received.length === 2, { describe: 'both callbacks' });
  assert.deepEqual(
    received.map(({ form }) => form.get('MessageStatus')),
    ['sent', 'delivered'],
  );
  const day = new Date().toISOString().slice(0, 10);
  const list = await fetch(`${messages}?To=${encodeURIComponent(PHONE)}&DateSent=${day}`, {
    headers: { authorization },
  });
  assert.equal(((await list.json()) as { messages: { sid: string }[] }).messages[0]?.sid, sid);
});

test('media want our credentials, then lie at the media host', async (t) => {
  const { twilio, received, authorization } = await start(t);
  await twilio.phones.sendFiles(PHONE, [{ name: 'a.png', contentType: 'image/png', bytes: Buffer.from('png') }])
    .acknowledged;
  const url = received[0]?.form.get('MediaUrl0') ?? '';
  assert.equal((await fetch(url)).status, 401);
  assert.equal(await (await fetch(url, { headers: { authorization } })).text(), 'png');
});

test('each row of the error table is answered in the form of Twilio and nothing is accepted', async (t) => {
  const { twilio, send } = await start(t);
  for (const name of TWILIO_ERROR_NAMES) {
    twilio.faults.next({ kind: 'error', row: name });
    const response = await send({ Body: 'x' });
    const { code, status } = (await response.json()) as { code: number; status: number };
    assert.deepEqual(
      [response.status, code, status],
      [TWILIO_ERRORS[name].status, TWILIO_ERRORS[name].code, TWILIO_ERRORS[name].status],
      name,
    );
  }
  assert.equal(twilio.accepted().length, 0);
});

const code = async (response: Response) => ((await response.json()) as { code: number }).code;

test('Twilio validates: credentials, opt-out, length, numbers', async (t) => {
  const { twilio, send } = await start(t);
  assert.equal(await code(await send({ Body: 'x' }, {})), 20003);
  assert.equal(await code(await send({ Body: 'x'.repeat(1601) })), 21617);
  assert.equal(await code(await send({ Body: 'x', To: 'nobody' })), 21211);
  assert.equal(await code(await send({ Body: 'x', From: '+1' })), 21606);
  await twilio.phones.sendText(PHONE, 'STOP').acknowledged;
  assert.equal(await code(await send({ Body: 'x' })), 21610);
});
