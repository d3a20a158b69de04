import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openStage } from '@onethread/channel-kit/contract';
import { blobIdOf } from '@onethread/contracts';
import { outboundMessage, textPart, waitFor, type TwilioSimulatorOptions } from '@onethread/testkit';
import { smsChannel } from '../../index.ts';
import { OUR_NUMBER, PERSON, settingsFor, simulate } from '../testing/harness.ts';

const QUICK = {
  firstRetryMs: 10,
  mostRetryMs: 20,
  sweepEveryMs: 20,
  firstReconcileMs: 10,
  sendGraceMs: 200,
  sendMs: 300,
};

async function play(t: TestContext, options: Partial<TwilioSimulatorOptions> = {}) {
  const twilio = await simulate(options);
  const stage = await openStage();
  t.after(async () => {
    await twilio.close();
    await stage[Symbol.asyncDispose]();
  });
  const life = await stage.run(smsChannel, settingsFor(twilio.url), QUICK);
  const identity = life.host.identity(OUR_NUMBER, PERSON);
  const last = (entryId: string, status: string) =>
    waitFor(async () => (await stage.statuses(entryId)).find((told) => told.status === status), {
      describe: `${entryId} to be ${status}`,
    });
  return { twilio, stage, life, identity, last };
}

test('a reply goes from the number that was written to, and its delivery is told', async (t) => {
  const { twilio, stage, identity, last } = await play(t);
  await stage.reply(outboundMessage({ entryId: 'r_a', identity, parts: [textPart('hello')] }));
  await last('r_a', 'delivered');
  const [sent] = twilio.accepted();
  assert.deepEqual([sent?.from, sent?.to, sent?.body], [OUR_NUMBER, PERSON, 'hello']);
  assert.equal((await stage.statuses('r_a')).at(-1)?.providerMessageId, sent?.sid);
});

test('callbacks that beat the REST answer are told by our own id', async (t) => {
  const { twilio, stage, identity, last } = await play(t);
  twilio.faults.next({ kind: 'slow', delayMs: 150 });
  await stage.reply(outboundMessage({ entryId: 'r_slow', identity, parts: [textPart('hello')] }));
  await last('r_slow', 'delivered');
  await last('r_slow', 'sent');
  assert.equal(twilio.accepted().length, 1);
});

test('files go along as links that only their proof opens', async (t) => {
  const { twilio, stage, identity, last } = await play(t);
  const blobId = blobIdOf('r_f', 0);
  const bytes = Buffer.from('content');
  await stage.blobs.put(blobId, bytes, { maxBytes: 1000, contentType: 'application/pdf', name: 'a b.pdf' });
  const file = { kind: 'file' as const, blobId, name: 'a b.pdf', contentType: 'application/pdf', size: bytes.length };
  await stage.reply(outboundMessage({ entryId: 'r_f', identity, parts: [textPart('here'), file] }));
  await last('r_f', 'delivered');
  const link = new URL(twilio.accepted()[0]?.files[0]?.url ?? '');
  const opened = await fetch(link);
  assert.equal(opened.headers.get('content-type'), 'application/pdf');
  assert.equal(await opened.text(), 'content');
  const changed = new URL(link);
  changed.searchParams.set('until', String(Number(link.searchParams.get('until')) + 1));
  assert.equal((await fetch(changed)).status, 403);
  const other = new URL(link);
  other.pathname = other.pathname.replace(blobId, blobIdOf('r_f', 1));
  assert.equal((await fetch(other)).status, 403);
});

test('an answer that was lost after accepting is settled by the callback, and the reply goes out once', async (t) => {
  const { twilio, stage, identity, last } = await play(t);
  twilio.faults.next({ kind: 'drop-answer' });
  await stage.reply(outboundMessage({ entryId: 'r_lost', identity, parts: [textPart('once')] }));
  await last('r_lost', 'sent');
  assert.equal(twilio.accepted().length, 1);
});

test('without callbacks it is found in Twilio’s list, and no equal text is taken for it', async (t) => {
  const { twilio, stage, identity, last } = await play(t, { statuses: [] });
  await stage.reply(outboundMessage({ entryId: 'r_first', identity, parts: [textPart('Ok')] }));
  const first = await last('r_first', 'sent');
  twilio.faults.next({ kind: 'drop-answer' });
  await stage.reply(outboundMessage({ entryId: 'r_second', identity, parts: [textPart('Ok')] }));
  await last('r_second', 'unknown');
  const second = await last('r_second', 'sent');
  assert.notEqual(second.providerMessageId, first.providerMessageId);
  assert.equal(twilio.accepted().length, 2);
});

test('an opt-out that only Twilio knew is kept: the next reply is not even tried', async (t) => {
  let calls = 0;
  const { twilio, stage, identity, last } = await play(t, {
    onEvent: (event) => void (calls += event.kind === 'call' && event.method === 'POST' ? 1 : 0),
  });
  twilio.faults.next({ kind: 'error', row: 'opted-out' });
  for (const entryId of ['r_1', 'r_2']) {
    await stage.reply(outboundMessage({ entryId, identity, parts: [textPart('hello')] }));
    assert.equal((await last(entryId, 'failed')).reason?.code, 'opted-out');
  }
  assert.equal(calls, 1);
});

test('what Twilio can never take fails at once with its reason', async (t) => {
  const { stage, identity, last } = await play(t);
  await stage.reply(outboundMessage({ entryId: 'r_long', identity, parts: [textPart('x'.repeat(1601))] }));
  assert.equal((await last('r_long', 'failed')).reason?.code, 'text-too-long');
});

test('an outage delays a reply and loses nothing', async (t) => {
  const { twilio, stage, identity, last } = await play(t);
  await twilio.goDown();
  await stage.reply(outboundMessage({ entryId: 'r_wait', identity, parts: [textPart('patience')] }));
  await last('r_wait', 'sending');
  await twilio.comeUp();
  await last('r_wait', 'sent');
  assert.equal(twilio.accepted().length, 1);
});
