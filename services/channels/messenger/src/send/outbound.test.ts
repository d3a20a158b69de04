import assert from 'node:assert/strict';
import { play, PSID } from '../testing/harness.ts';
import { test } from 'node:test';
import { blobIdOf } from '@onethread/contracts';
import { outboundMessage, textPart } from '@onethread/testkit';

test('a reply carries our id, and comes as a response within the window', async (t) => {
  const { graph, stage, identity, last } = await play(t);
  await stage.reply(outboundMessage({ entryId: 'r_a', identity, parts: [textPart('hello')] }));
  await last('r_a', 'sent');
  const [sent] = graph.accepted();
  assert.deepEqual([sent?.text, sent?.metadata, sent?.messagingType], ['hello', 'r_a.1.0', 'RESPONSE']);
});

test('a file is uploaded as it was stored, behind the text', async (t) => {
  const { graph, stage, identity, last } = await play(t);
  const blobId = blobIdOf('r_f', 0);
  const bytes = Buffer.from('content of the file');
  await stage.blobs.put(blobId, bytes, { maxBytes: 1000, contentType: 'application/pdf', name: 'offer "1".pdf' });
  const file = {
    kind: 'file' as const,
    blobId,
    name: 'offer "1".pdf',
    contentType: 'application/pdf',
    size: bytes.length,
  };
  await stage.reply(outboundMessage({ entryId: 'r_f', identity, parts: [textPart('here it is'), file] }));
  await last('r_f', 'sent');
  const [text, upload] = graph.accepted();
  assert.equal(text?.metadata, 'r_f.1.0+');
  assert.equal(upload?.metadata, 'r_f.1.1');
  assert.equal(upload?.file?.contentType, 'application/pdf');
  assert.equal(await (await fetch(upload?.file?.url ?? '')).text(), bytes.toString());
});

test('an answer that was lost after accepting is settled by the echo, and the reply goes out once', async (t) => {
  const { graph, stage, identity, last } = await play(t);
  graph.faults.next({ kind: 'drop-answer' });
  await stage.reply(outboundMessage({ entryId: 'r_lost', identity, parts: [textPart('once')] }));
  await last('r_lost', 'sent');
  assert.equal(graph.accepted().length, 1);
});

test('without echoes it is found among the Page’s messages, and no equal text is taken for it', async (t) => {
  const { graph, stage, identity, last } = await play(t, { echoes: false });
  await stage.reply(outboundMessage({ entryId: 'r_first', identity, parts: [textPart('Ok')] }));
  const first = await last('r_first', 'sent');
  graph.faults.next({ kind: 'drop-answer' });
  await stage.reply(outboundMessage({ entryId: 'r_second', identity, parts: [textPart('Ok')] }));
  await last('r_second', 'unknown');
  const second = await last('r_second', 'sent');
  assert.notEqual(second.providerMessageId, first.providerMessageId);
  assert.equal(graph.accepted().length, 2);
});

test('a call that never reached Meta is not taken for an earlier equal one', async (t) => {
  const { graph, stage, life, identity, last } = await play(t, { echoes: false });
  await stage.reply(outboundMessage({ entryId: 'r_ok', identity, parts: [textPart('Ok')] }));
  await last('r_ok', 'sent');
  const message = outboundMessage({ entryId: 'r_gone', identity, parts: [textPart('Ok')] });
  const [step] = life.channel.plan(message);
  assert.ok(step !== undefined && life.channel.reconcile !== undefined);
  const context = { message, sendId: 'r_gone.1.0', signal: AbortSignal.timeout(2000) };
  assert.equal(await life.channel.reconcile(step, context), undefined);
  assert.equal(graph.accepted().length, 1);
});

test('what Messenger can never take fails at once with its reason', async (t) => {
  const { stage, identity, last } = await play(t);
  await stage.reply(outboundMessage({ entryId: 'r_long', identity, parts: [textPart('x'.repeat(2001))] }));
  assert.equal((await last('r_long', 'failed')).reason?.code, 'text-too-long');
});

test('a closed window fails the reply with Meta’s own words', async (t) => {
  const { graph, stage, identity, last } = await play(t);
  graph.closeWindow(PSID);
  await stage.reply(outboundMessage({ entryId: 'r_late', identity, parts: [textPart('late')] }));
  const { reason } = await last('r_late', 'failed');
  assert.equal(reason?.code, 'outside-window');
  assert.match(reason?.text ?? '', /outside of allowed window/);
});

test('an outage delays a reply and loses nothing', async (t) => {
  const { graph, stage, identity, last } = await play(t);
  await graph.goDown();
  await stage.reply(outboundMessage({ entryId: 'r_wait', identity, parts: [textPart('patience')] }));
  await last('r_wait', 'sending');
  await graph.comeUp();
  await last('r_wait', 'sent');
  assert.equal(graph.accepted().length, 1);
});
