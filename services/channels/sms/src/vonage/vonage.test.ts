import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { openStage } from '@onethread/channel-kit/contract';
import { outboundMessage, textPart, waitFor, type VonageSimulatorOptions } from '@onethread/testkit';
import { SignJWT } from 'jose';
import { smsChannel } from '../index.ts';
import { SIGNATURE_METHODS } from './signature-methods.ts';
import {
  API_KEY,
  inboundFields,
  OUR_NUMBER,
  PERSON,
  post,
  settingsFor,
  SIGNATURE_SECRET,
  signed,
  simulate,
} from './testing/harness.ts';

const QUICK = {
  firstRetryMs: 10,
  mostRetryMs: 20,
  sweepEveryMs: 20,
  firstReconcileMs: 10,
  sendGraceMs: 200,
  sendMs: 300,
};

async function play(
  t: TestContext,
  options: Partial<VonageSimulatorOptions> = {},
  env: Readonly<Record<string, string>> = {},
) {
  const vonage = await simulate(options);
  const stage = await openStage();
  t.after(async () => {
    await vonage.close();
    await stage[Symbol.asyncDispose]();
  });
  const life = await stage.run(smsChannel, settingsFor(vonage.url, env), QUICK);
  const origin = stage.http.publicUrl;
  vonage.setWebhookUrl(`${origin}/webhooks/vonage/sms`);
  const messages = async () => (await stage.received()).filter((record) => record.type === 'message');
  const identity = life.host.identity(OUR_NUMBER, PERSON);
  return {
    vonage,
    stage,
    origin,
    messages,
    identity,
    reply: (entryId: string, text: string) =>
      stage.reply(outboundMessage({ entryId, identity, parts: [textPart(text)] })),
    last: (entryId: string, status: string) =>
      waitFor(async () => (await stage.statuses(entryId)).find((told) => told.status === status), {
        describe: `${entryId} to be ${status}`,
      }),
  };
}

const at = (offsetS: number) => String(Math.floor(Date.now() / 1000) + offsetS);

const partOfThree = (n: number, text: string) =>
  signed(inboundFields(n, { text, concat: 'true', 'concat-ref': '0a', 'concat-total': '3', 'concat-part': String(n) }));

for (const webhookMethod of ['GET', 'POST'] as const) {
  test(`an SMS comes by ${webhookMethod}`, async (t) => {
    const { vonage, messages, identity } = await play(t, { webhookMethod });
    await Promise.all(vonage.sendText(PERSON, OUR_NUMBER, ['Grüße & = 😀']).map(({ acknowledged }) => acknowledged));
    const [message] = await messages();
    assert.deepEqual(message?.parts, [{ kind: 'text', text: 'Grüße & = 😀' }]);
    assert.deepEqual(message?.identity, identity);
    assert.equal(typeof message?.providerTime, 'number');
  });
}

for (const method of SIGNATURE_METHODS) {
  test(`signatures by ${method}, and by no other way`, async (t) => {
    const { origin } = await play(t, {}, { VONAGE_SIGNATURE_METHOD: method });
    assert.equal(await post(origin, signed(inboundFields(1), method)), 204);
    const other = method === 'sha1' ? 'sha512' : 'sha1';
    assert.equal(await post(origin, signed(inboundFields(1), other)), 403);
    assert.equal(await post(origin, { ...signed(inboundFields(1), method), text: 'changed' }), 403);
  });
}

test('the signature of Vonage’s own example of its rules', async (t) => {
  const { origin } = await play(t, {}, { VONAGE_SIGNATURE_METHOD: 'md5hash' });
  const fields = inboundFields(1, { text: 'a&b=c' });
  const written = Object.keys(fields)
    .toSorted()
    .map((key) => `&${key}=${key === 'text' ? 'a_b_c' : (fields[key] ?? '')}`)
    .join('');
  const sig = createHash('md5')
    .update(written + SIGNATURE_SECRET)
    .digest('hex');
  assert.equal(await post(origin, { ...fields, sig }), 204);
});

test('an old signature, one of tomorrow, and a repeated key are refused', async (t) => {
  const { origin } = await play(t);
  assert.equal(await post(origin, signed(inboundFields(1, { timestamp: at(-26 * 3600) }))), 403);
  assert.equal(await post(origin, signed(inboundFields(1, { timestamp: at(3600) }))), 403);
  assert.equal(await post(origin, signed(inboundFields(1, { timestamp: 'soon' }))), 403);
  const twice = `${new URLSearchParams(signed(inboundFields(1))).toString()}&text=other`;
  assert.equal((await fetch(`${origin}/webhooks/vonage/sms?${twice}`)).status, 400);
});

test('a signed webhook with a JWT covers its body', async (t) => {
  const { origin, messages } = await play(t);
  const body = JSON.stringify(inboundFields(1));
  const call = async (sent: string, claims: Readonly<Record<string, string>> = {}, secret = SIGNATURE_SECRET) => {
    const token = await new SignJWT({
      api_key: API_KEY,
      payload_hash: createHash('sha256').update(body).digest('hex'),
      ...claims,
    })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt()
      .sign(Buffer.from(secret));
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    return (await fetch(`${origin}/webhooks/vonage/sms`, { method: 'POST', headers, body: sent })).status;
  };
  assert.equal(await call(body), 204);
  assert.equal(await call(body.replace('message', 'massage')), 403);
  assert.equal(await call(body, { api_key: 'other' }), 403);
  assert.equal(await call(body, {}, 'another-secret-of-32-characters!!'), 403);
  assert.equal((await messages()).length, 1);
});

test('parts are joined, in whatever order and however often they come', async (t) => {
  const { origin, messages } = await play(t);
  for (const fields of [
    partOfThree(3, 'c'),
    partOfThree(1, 'a'),
    partOfThree(3, 'c'),
    partOfThree(2, 'b'),
    partOfThree(2, 'b'),
  ])
    assert.equal(await post(origin, fields), 204);
  assert.deepEqual(
    (await messages()).map(({ parts }) => parts),
    [[{ kind: 'text', text: 'abc' }]],
  );
});

test('a reply goes out with our id and the right type, and its receipt is told', async (t) => {
  const { vonage, reply, last } = await play(t);
  await reply('r_a', 'hello');
  await last('r_a', 'delivered');
  await reply('r_b', 'Привіт');
  await last('r_b', 'delivered');
  assert.deepEqual(
    vonage.accepted().map(({ from, to, text, type, clientRef }) => [from, to, text, type, clientRef]),
    [
      ['14155550111', '447700900001', 'hello', 'text', 'r_a.1.0'],
      ['14155550111', '447700900001', 'Привіт', 'unicode', 'r_b.1.0'],
    ],
  );
});

test('a reply of several parts is delivered when all of them are', async (t) => {
  const { vonage, stage, reply, last } = await play(t, { receipts: [] });
  await reply('r_long', 'x'.repeat(400));
  await last('r_long', 'sent');
  const [first, ...rest] = vonage.accepted();
  assert.ok(first !== undefined);
  assert.equal(rest.length, 2);
  for (const part of rest) await vonage.report(part, 'delivered').acknowledged;
  assert.equal((await stage.statuses('r_long')).filter(({ status }) => status === 'delivered').length, 0);
  await vonage.report(first, 'delivered').acknowledged;
  await last('r_long', 'delivered');
});

test('receipts that beat the answer are told by our own id', async (t) => {
  const { vonage, reply, last } = await play(t);
  vonage.faults.next({ kind: 'slow', delayMs: 100 });
  await reply('r_slow', 'hello');
  await last('r_slow', 'delivered');
  assert.equal(vonage.calls(), 1);
});

test('a failure is told with its reason, and a lost answer is settled by a receipt', async (t) => {
  const { vonage, reply, last } = await play(t, { receipts: [] });
  await reply('r_f', 'hello');
  await last('r_f', 'sent');
  const [failed] = vonage.accepted();
  assert.ok(failed !== undefined);
  await vonage.report(failed, 'failed', '3').acknowledged;
  assert.equal((await last('r_f', 'failed')).reason?.code, 'vonage-3');
  vonage.faults.next({ kind: 'drop-answer' });
  await reply('r_lost', 'once');
  await last('r_lost', 'unknown');
  const lost = vonage.accepted()[1];
  assert.ok(lost !== undefined);
  await vonage.report(lost, 'accepted').acknowledged;
  await last('r_lost', 'sent');
  assert.equal(vonage.calls(), 2);
});
