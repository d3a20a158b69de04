import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { test, type TestContext } from 'node:test';
import { openStage } from '@onethread/channel-kit/contract';
import { DOT_PNG, outboundMessage, signTwilioForm, textPart, waitFor } from '@onethread/testkit';
import twilioLibrary from 'twilio';
import { smsChannel } from '../../index.ts';
import { AUTH_TOKEN, inboundForm, OUR_NUMBER, PERSON, post, settingsFor, simulate } from '../testing/harness.ts';

const { getExpectedTwilioSignature } = twilioLibrary;

async function play(t: TestContext, env: Readonly<Record<string, string>> = {}) {
  const twilio = await simulate();
  const stage = await openStage();
  t.after(async () => {
    await twilio.close();
    await stage[Symbol.asyncDispose]();
  });
  const life = await stage.run(smsChannel, settingsFor(twilio.url, env));
  const sms = `${stage.http.publicUrl}/webhooks/twilio/sms`;
  twilio.setWebhookUrl(`${sms}#rc=5&rp=all`);
  const messages = async () => (await stage.received()).filter((record) => record.type === 'message');
  return { twilio, stage, sms, messages, life, identity: life.host.identity(OUR_NUMBER, PERSON) };
}

test('an SMS is answered with empty TwiML once it is durable', async (t) => {
  const { sms, messages } = await play(t);
  const answer = await post(sms, inboundForm(1, { Body: 'Grüße' }));
  assert.equal(answer.status, 200);
  assert.match(answer.type ?? '', /^text\/xml/);
  assert.match(answer.body, /<Response\/>$/);
  const [message] = await messages();
  assert.deepEqual(message?.parts, [{ kind: 'text', text: 'Grüße' }]);
  assert.deepEqual(message?.profile, { address: '+44 7700 900001', phone: PERSON });
});

test('a JSON body is proved by its hash in the address', async (t) => {
  const { sms, messages } = await play(t);
  const body = JSON.stringify(Object.fromEntries(inboundForm(7)));
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(body))).toString('hex');
  const url = `${sms}?bodySHA256=${hash}`;
  const signature = signTwilioForm(AUTH_TOKEN, url, new URLSearchParams());
  const headers = { 'content-type': 'application/json', 'x-twilio-signature': signature };
  const call = async (sent: string) => (await fetch(url, { method: 'POST', headers, body: sent })).status;
  assert.equal(await call(body), 200);
  assert.equal(await call(body.replace('message', 'massage')), 403);
  assert.equal((await messages()).length, 1);
});

test('a request line that makes no address is not proved, whatever it is', async (t) => {
  const { stage, sms, messages } = await play(t);
  const { port } = new URL(stage.http.publicUrl);
  // An absolute request target is allowed by HTTP, and comes as it is.
  const path = 'http://elsewhere.example:99/webhooks/twilio/sms?bodySHA256=00';
  const headers = { 'content-type': 'application/json', 'x-twilio-signature': 'AAAA' };
  const call = request({ host: '127.0.0.1', port, path, method: 'POST', headers });
  call.end('{}');
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  answer.resume();
  assert.equal(answer.statusCode, 403);
  assert.equal((await post(sms, inboundForm(1))).status, 200);
  assert.equal((await messages()).length, 1);
});

test('a state that is a word of the language alone is set aside like any unknown one', async (t) => {
  const { stage, messages } = await play(t);
  const url = `${stage.http.publicUrl}/webhooks/twilio/status`;
  for (const MessageStatus of ['constructor', '__proto__', 'teleported'])
    assert.equal((await post(url, inboundForm(1, { MessageStatus }))).status, 204, MessageStatus);
  const failed = inboundForm(2, { MessageStatus: 'failed', ErrorCode: 'constructor' });
  assert.equal((await post(url, failed)).status, 204);
  assert.equal((await messages()).length, 0);
});

test('media are fetched with our credentials, through Twilio’s redirect', async (t) => {
  const { twilio, stage, messages } = await play(t);
  await twilio.phones.sendFiles(PERSON, [{ name: 'dot.png', contentType: 'image/png', bytes: DOT_PNG }], {
    text: 'look',
  }).acknowledged;
  const [text, image] = (await messages())[0]?.parts ?? [];
  assert.deepEqual(text, { kind: 'text', text: 'look' });
  assert.ok(image?.kind === 'image');
  assert.equal((await stage.blobs.info(image.blobId))?.size, DOT_PNG.length);
});

test('media at any other host are never fetched, and shown as missing', async (t) => {
  const { sms, messages } = await play(t);
  const over = { NumMedia: '2', MediaUrl0: 'http://169.254.169.254/', MediaUrl1: 'https://twilio.com.evil.example/x' };
  assert.equal((await post(sms, inboundForm(1, over))).status, 200);
  assert.deepEqual(
    (await messages())[0]?.parts.slice(1).map(({ kind }) => kind),
    ['missing-file', 'missing-file'],
  );
});

test('STOP ends replies from that number alone, START allows them again, and a late repeat of STOP does not undo it', async (t) => {
  const { sms, stage, messages, identity } = await play(t);
  const outcome = async (entryId: string) => {
    await stage.reply(outboundMessage({ entryId, identity, parts: [textPart('hello')] }));
    return await waitFor(
      async () => (await stage.statuses(entryId)).find(({ status }) => ['sent', 'failed'].includes(status)),
      {
        describe: `an outcome of ${entryId}`,
      },
    );
  };
  const stop = inboundForm(1, { Body: ' Stop\n' });
  await post(sms, stop);
  assert.equal((await outcome('r_out')).reason?.code, 'opted-out');
  await post(sms, inboundForm(2, { Body: 'START' }));
  await post(sms, stop);
  assert.equal((await outcome('r_in')).status, 'sent');
  const [stopped, started] = await messages();
  assert.equal(stopped?.automatic, true);
  assert.match(stopped?.notice ?? '', /Opted out/);
  assert.equal(started?.automatic, false);
});

test('a keyword within a sentence is no keyword', async (t) => {
  const { sms, messages } = await play(t);
  await post(sms, inboundForm(1, { Body: 'please stop by tomorrow' }));
  const [message] = await messages();
  assert.equal(message?.automatic, false);
  assert.equal(message?.notice, undefined);
});

const statusForm = (MessageStatus: string, over = {}) =>
  new URLSearchParams({ MessageSid: 'SM1', MessageStatus, From: OUR_NUMBER, To: PERSON, ...over });

test('status callbacks are told as they come, with the carrier’s reason', async (t) => {
  const { stage } = await play(t);
  const url = `${stage.http.publicUrl}/webhooks/twilio/status`;
  assert.equal((await post(url, statusForm('sent'))).status, 204);
  assert.equal((await post(`${url}?send=r_x.3.0`, statusForm('delivered'))).status, 204);
  assert.equal((await post(url, statusForm('undelivered', { ErrorCode: '30005' }))).status, 204);
  assert.equal((await post(url, statusForm('levitating'))).status, 204);
  assert.equal((await post(url, statusForm('sent'), 'forged')).status, 403);
  const told = await stage.statuses();
  assert.deepEqual(
    told.map(({ status, entryId, attempt, providerMessageId }) => [status, entryId, attempt, providerMessageId]),
    [
      ['sent', undefined, 1, 'SM1'],
      ['delivered', 'r_x', 3, 'SM1'],
      ['failed', undefined, 1, 'SM1'],
    ],
  );
  assert.deepEqual(told[2]?.reason?.permanent, true);
  assert.equal(told[2]?.reason?.code, 'twilio-30005');
});

test('while the log is down Twilio is refused and comes again, and the message is stored under one id', async (t) => {
  const { twilio, stage, messages } = await play(t);
  stage.failPublishing('refused');
  const { acknowledged } = twilio.phones.sendText(PERSON, 'patience');
  await waitFor(() => twilio.deliveries.open > 0, { describe: 'the delivery to be open' });
  stage.failPublishing(undefined);
  await acknowledged;
  assert.equal(new Set((await messages()).map(({ entryId }) => entryId)).size, 1);
});

test('Twilio’s own library signs for us: forms, repeated keys, JSON', async (t) => {
  const { sms, messages } = await play(t);
  const form = inboundForm(1, { Body: 'Grüße & more' });
  const signature = getExpectedTwilioSignature(AUTH_TOKEN, sms, Object.fromEntries(form));
  assert.equal((await post(sms, form, signature)).status, 200);
  const repeated = inboundForm(2);
  for (const value of ['b', 'a', 'b']) repeated.append('Tomorrow', value);
  const values = { ...Object.fromEntries(inboundForm(2)), Tomorrow: ['b', 'a', 'b'] };
  assert.equal((await post(sms, repeated, getExpectedTwilioSignature(AUTH_TOKEN, sms, values))).status, 200);
  assert.equal((await messages()).length, 2);
});

test('files are deleted at Twilio once they are kept, unless the setting says otherwise', async (t) => {
  const file = { name: 'dot.png', contentType: 'image/png', bytes: DOT_PNG };
  const { twilio } = await play(t);
  await twilio.phones.sendFiles(PERSON, [file]).acknowledged;
  await waitFor(() => twilio.deletedMedia().length === 1, { describe: 'the file to be deleted' });
  const kept = await play(t, { TWILIO_DELETE_MEDIA: 'no' });
  await kept.twilio.phones.sendFiles(PERSON, [file]).acknowledged;
  assert.equal((await kept.messages()).length, 1);
  assert.equal(kept.twilio.deletedMedia().length, 0);
});

test('a person who wrote STOP stands blocked, and open again after START', async (t) => {
  const { sms, stage } = await play(t);
  for (const [n, Body] of [
    [1, 'stop'],
    [2, 'START'],
    [1, 'stop'],
  ] as const)
    await post(sms, inboundForm(n, { Body }));
  const told = (await stage.received()).filter((record) => record.type === 'standing');
  assert.deepEqual(
    told.map(({ standing, reason }) => [standing, reason]),
    [
      ['blocked', 'opted-out'],
      ['open', 'opted-in'],
      ['blocked', 'opted-out'],
    ],
  );
  assert.equal(told[0]?.entryId, told[2]?.entryId);
});

const HELP = {
  SMS_KEYWORDS: '{"en":{"helpText":"Call 030 901820"},"de":{"help":["Hilfe"],"helpText":"Ruf 030 901820"}}',
};

test('HELP is answered once with the configured text where Twilio does not, and the answer stands in the thread', async (t) => {
  const { sms, twilio, messages } = await play(t, HELP);
  const asked = inboundForm(1, { Body: 'hilfe' });
  await post(sms, asked);
  await post(sms, asked);
  const answers = async () => (await messages()).filter(({ author }) => author === 'agent');
  await waitFor(async () => (await answers()).length === 1, { describe: 'the answer in the thread' });
  assert.deepEqual(
    twilio.accepted().map(({ to, body }) => [to, body]),
    [[PERSON, 'Ruf 030 901820']],
  );
  assert.equal((await answers())[0]?.automatic, true);
});

test('what Twilio answers by itself is not answered by us', async (t) => {
  const { sms, twilio, messages } = await play(t, HELP);
  await post(sms, inboundForm(1, { Body: 'HELP' }));
  await post(sms, inboundForm(2, { Body: 'hilfe', OptOutType: 'HELP' }));
  await post(sms, inboundForm(3, { Body: 'Hilfe' }));
  await waitFor(() => twilio.accepted().length > 0, { describe: 'the answer to the third' });
  assert.equal(twilio.accepted().length, 1);
  assert.ok((await messages()).length >= 3);
});

test('a named sender is shown, stands blocked once, and cannot be answered', async (t) => {
  const { sms, stage, life } = await play(t);
  for (const n of [1, 2]) await post(sms, inboundForm(n, { From: 'ACME-Shop' }));
  const told = (await stage.received()).filter((record) => record.type === 'standing');
  assert.equal(new Set(told.map(({ entryId }) => entryId)).size, 1);
  assert.equal(told[0]?.standing, 'blocked');
  const identity = life.host.identity(OUR_NUMBER, 'ACME-Shop');
  assert.throws(() => life.channel.plan(outboundMessage({ entryId: 'r_n', identity, parts: [textPart('x')] })), {
    code: 'cannot-be-answered',
  });
});
