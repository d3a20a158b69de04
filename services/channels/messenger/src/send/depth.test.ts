import assert from 'node:assert/strict';
import { play, PSID } from '../testing/harness.ts';
import { test } from 'node:test';
import { blobIdOf, type InboundRecord } from '@onethread/contracts';
import { outboundMessage, textPart, waitFor } from '@onethread/testkit';

const HOUR_MS = 3_600_000;
test('within 24 hours a reply is a response; after that a person answers as a human agent, for 7 days', async (t) => {
  const { graph, stage, identity, last } = await play(t, { env: { MESSENGER_HUMAN_AGENT: 'true' } });
  const reply = async (entryId: string, hours: number) => {
    const personWroteAt = Date.now() - hours * HOUR_MS;
    await stage.reply(outboundMessage({ entryId, identity, personWroteAt, parts: [textPart(entryId)] }));
  };
  await reply('r_1', 1);
  await last('r_1', 'sent');
  await reply('r_2', 30);
  await last('r_2', 'sent');
  await reply('r_3', 200);
  assert.equal((await last('r_3', 'failed')).reason?.code, 'outside-window');
  assert.deepEqual(
    graph.accepted().map(({ messagingType, tag }) => [messagingType, tag]),
    [
      ['RESPONSE', undefined],
      ['MESSAGE_TAG', 'HUMAN_AGENT'],
    ],
  );
});

test('what no person wrote, and an app without the permission, have 24 hours', async (t) => {
  const allowed = await play(t, { env: { MESSENGER_HUMAN_AGENT: 'true' } });
  const personWroteAt = Date.now() - 30 * HOUR_MS;
  const late = { identity: allowed.identity, personWroteAt, parts: [textPart('late')] };
  assert.throws(() => allowed.life.channel.plan(outboundMessage({ ...late, automatic: true })), {
    code: 'outside-window',
  });
  const plain = await play(t);
  assert.throws(() => plain.life.channel.plan(outboundMessage(late)), { code: 'outside-window' });
});

test('where we do not know when the person wrote, Meta’s refusal tells, and a person’s answer still goes', async (t) => {
  const { graph, stage, identity, last } = await play(t, { env: { MESSENGER_HUMAN_AGENT: 'true' } });
  graph.addPerson({ psid: PSID }).lastWroteAt = Date.now() - 30 * HOUR_MS;
  await stage.reply(outboundMessage({ entryId: 'r_unsure', identity, parts: [textPart('hello')] }));
  await last('r_unsure', 'sent');
  assert.equal(graph.accepted()[0]?.tag, 'HUMAN_AGENT');
});

test('a file is uploaded once and sent again by its id; uploaded anew when Meta has lost it', async (t) => {
  const { graph, stage, identity, last, calls } = await play(t);
  const bytes = Buffer.from('%PDF-1.4 the same for everybody');
  const reply = async (entryId: string) => {
    const blobId = blobIdOf(entryId, 0);
    await stage.blobs.put(blobId, bytes, { maxBytes: 1000, contentType: 'application/pdf', name: 'terms.pdf' });
    const file = {
      kind: 'file' as const,
      blobId,
      name: 'terms.pdf',
      contentType: 'application/pdf',
      size: bytes.length,
    };
    await stage.reply(outboundMessage({ entryId, identity, parts: [file] }));
    await last(entryId, 'sent');
  };
  const uploads = () => calls.filter((path) => path.endsWith('/message_attachments')).length;
  await reply('r_1');
  await reply('r_2');
  assert.equal(uploads(), 1);
  graph.forgetUploads();
  await reply('r_3');
  assert.equal(uploads(), 2);
  assert.deepEqual(
    graph.accepted().map(({ file }) => file?.name),
    ['terms.pdf', 'terms.pdf', 'terms.pdf'],
  );
});

test('typing and reading are shown by sender actions; what Meta refuses is an error for the kit to count', async (t) => {
  const { graph, life, identity } = await play(t);
  const signal = AbortSignal.timeout(5000);
  await life.channel.signal?.('typing', { identity, signal });
  await life.channel.signal?.('seen', { identity, signal });
  assert.deepEqual(graph.actions(), [
    { psid: PSID, action: 'typing_on' },
    { psid: PSID, action: 'mark_seen' },
  ]);
  graph.faults.next({ kind: 'error', row: 'outside-window' });
  await assert.rejects(async () => await life.channel.signal?.('typing', { identity, signal }), {
    code: 'signal-refused',
  });
});

test('somebody who blocked the Page is marked so, and open again as soon as they write', async (t) => {
  const { graph, stage, identity, last } = await play(t);
  graph.faults.next({ kind: 'error', row: 'person-unavailable' });
  await stage.reply(outboundMessage({ entryId: 'r_blocked', identity, parts: [textPart('hello')] }));
  assert.equal((await last('r_blocked', 'failed')).reason?.code, 'person-unavailable');
  const standings = async () =>
    (await stage.received()).flatMap((record: InboundRecord) =>
      record.type === 'standing' ? [[record.standing, record.reason]] : [],
    );
  assert.deepEqual(await standings(), [['blocked', 'blocked-by-person']]);
  await graph.customers.sendText(PSID, 'here again').acknowledged;
  await graph.customers.sendText(PSID, 'and again').acknowledged;
  assert.deepEqual(await standings(), [
    ['blocked', 'blocked-by-person'],
    ['open', 'wrote-again'],
  ]);
});

test('a limit that is nearly used up slows the Page before it is refused', async (t) => {
  const { graph, stage, life, identity, last } = await play(t);
  graph.setUsage({ 'x-app-usage': '{"call_count":97,"total_time":3,"total_cputime":1}' });
  await stage.reply(outboundMessage({ entryId: 'r_last', identity, parts: [textPart('the last one')] }));
  await last('r_last', 'sent');
  const message = outboundMessage({ identity, parts: [textPart('one more')] });
  const [step] = life.channel.plan(message);
  assert.ok(step !== undefined);
  const result = await life.channel.send(step, { message, sendId: 'x.1.0', signal: AbortSignal.timeout(2000) });
  assert.ok(result.outcome === 'throttled' && result.code === 'usage-full' && result.retryAfterMs > 0);
  assert.equal(graph.accepted().length, 1);
});

test('a refused token pauses the Page, says so, and loses nothing', async (t) => {
  const { graph, stage, identity, last } = await play(t);
  graph.faults.next({ kind: 'error', row: 'token-invalid' });
  for (const entryId of ['r_1', 'r_2']) {
    await stage.reply(outboundMessage({ entryId, identity, parts: [textPart(entryId)] }));
  }
  await waitFor(async () => (await stage.statuses('r_1')).some(({ reason }) => reason?.code === 'token-invalid'), {
    describe: 'the refusal to be told',
  });
  await last('r_1', 'sent');
  await last('r_2', 'sent');
  assert.deepEqual(
    graph.accepted().map(({ text }) => text),
    ['r_1', 'r_2'],
  );
});

test('a thread that another app controls is waited for, or taken where the operator wants it so', async (t) => {
  const { graph, stage, identity, last, calls } = await play(t, { env: { MESSENGER_TAKE_THREAD_CONTROL: 'true' } });
  graph.faults.next({ kind: 'error', row: 'thread-controlled-elsewhere' });
  await stage.reply(outboundMessage({ entryId: 'r_taken', identity, parts: [textPart('mine')] }));
  await last('r_taken', 'sent');
  assert.equal(calls.filter((path) => path.endsWith('/take_thread_control')).length, 1);
  const patient = await play(t);
  patient.graph.faults.next({ kind: 'error', row: 'thread-controlled-elsewhere' });
  const message = outboundMessage({ identity: patient.identity, parts: [textPart('later')] });
  const [step] = patient.life.channel.plan(message);
  assert.ok(step !== undefined);
  const result = await patient.life.channel.send(step, { message, sendId: 'y.1.0', signal: AbortSignal.timeout(2000) });
  assert.ok(result.outcome === 'temporary' && result.code === 'thread-controlled-elsewhere');
  assert.ok(!patient.calls.some((path) => path.endsWith('/take_thread_control')));
});
