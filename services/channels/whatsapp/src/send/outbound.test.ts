import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blobIdOf } from '@onethread/contracts';
import { outboundMessage, textPart, waitFor } from '@onethread/testkit';
import { NUMBER, PERSON, play } from '../testing/harness.ts';
import { templateText } from './plan.ts';

const DAY_MS = 24 * 3600 * 1000;

test('a reply carries our id, which comes back with each status', async (t) => {
  const { whatsapp, stage, identity, last, receipts } = await play(t);
  await stage.reply(outboundMessage({ entryId: 'r_a', identity, parts: [textPart('hello')] }));
  await last('r_a', 'sent');
  const [sent] = whatsapp.accepted();
  assert.deepEqual([sent?.to, sent?.text, sent?.callbackData], [PERSON, 'hello', 'r_a.1.0']);
  assert.ok(sent !== undefined);
  // Whatever their order: routing ranks them.
  await whatsapp.people.tellStatus(sent, 'read').acknowledged;
  await whatsapp.people.tellStatus(sent, 'delivered').acknowledged;
  assert.deepEqual(
    (await receipts()).map(({ receipt, providerMessageId }) => [receipt, providerMessageId]),
    [
      ['read', sent.wamid],
      ['delivered', sent.wamid],
    ],
  );
});

test('an answer that was lost after accepting is settled by the first status, and the reply goes out once', async (t) => {
  const { whatsapp, stage, identity, last } = await play(t, { tellsSent: false });
  whatsapp.faults.next({ kind: 'drop-answer' });
  await stage.reply(outboundMessage({ entryId: 'r_lost', identity, parts: [textPart('once')] }));
  await last('r_lost', 'unknown');
  const [accepted] = whatsapp.accepted();
  assert.ok(accepted !== undefined);
  await whatsapp.people.tellStatus(accepted, 'delivered').acknowledged;
  assert.equal((await last('r_lost', 'sent')).providerMessageId, accepted.wamid);
  assert.equal(whatsapp.accepted().length, 1);
});

test('a reply that fails later fails with WhatsApp’s own words', async (t) => {
  const { whatsapp, stage, identity, last } = await play(t);
  await stage.reply(outboundMessage({ entryId: 'r_late', identity, parts: [textPart('late')] }));
  await last('r_late', 'sent');
  const [accepted] = whatsapp.accepted();
  assert.ok(accepted !== undefined);
  await whatsapp.people.tellStatus(accepted, 'failed', [{ code: 131047, title: 'Re-engagement message' }]).acknowledged;
  const { reason } = await last('r_late', 'failed');
  assert.deepEqual(reason, { code: 'outside-window', text: 'Re-engagement message', permanent: true });
});

test('a file is uploaded once and sent again by its id; uploaded anew when WhatsApp has lost it', async (t) => {
  let uploads = 0;
  const { whatsapp, stage, identity, last } = await play(t, {
    onEvent: (event) => void (event.kind === 'call' && event.path.endsWith('/media') && (uploads += 1)),
  });
  const bytes = Buffer.from('%PDF-1.4 content');
  const reply = async (entryId: string) => {
    const blobId = blobIdOf(entryId, 0);
    await stage.blobs.put(blobId, bytes, { maxBytes: 1000, contentType: 'application/pdf', name: 'offer.pdf' });
    const file = {
      kind: 'file' as const,
      blobId,
      name: 'offer.pdf',
      contentType: 'application/pdf',
      size: bytes.length,
    };
    await stage.reply(outboundMessage({ entryId, identity, parts: [file] }));
    await last(entryId, 'sent');
  };
  await reply('r_1');
  await reply('r_2');
  assert.equal(uploads, 1);
  const [first] = whatsapp.accepted();
  assert.deepEqual([first?.type, first?.file?.name], ['document', 'offer.pdf']);
  whatsapp.forgetMedia(whatsapp.mediaIds());
  await reply('r_3');
  assert.equal(uploads, 2);
  assert.equal(whatsapp.accepted().length, 3);
});

test('past 24 hours a reply is refused with the code that offers another channel', async (t) => {
  const { stage, identity, last, whatsapp } = await play(t);
  const personWroteAt = Date.now() - DAY_MS - 1000;
  await stage.reply(outboundMessage({ entryId: 'r_late', identity, personWroteAt, parts: [textPart('late')] }));
  const { reason } = await last('r_late', 'failed');
  assert.deepEqual([reason?.code, reason?.permanent], ['outside-window', true]);
  assert.equal(whatsapp.accepted().length, 0);
});

const TEMPLATE = { env: { WHATSAPP_REOPEN_TEMPLATE: 'our_answer' }, templates: ['our_answer/en'] };

test('with a template the words of the reply go out in it, once the window is shut', async (t) => {
  const { stage, identity, last, whatsapp } = await play(t, TEMPLATE);
  whatsapp.closeWindow(PERSON);
  const known = { personWroteAt: Date.now() - DAY_MS - 1000 };
  await stage.reply(outboundMessage({ entryId: 'r_known', identity, ...known, parts: [textPart('It is\nready')] }));
  await stage.reply(outboundMessage({ entryId: 'r_told', identity, parts: [textPart('Come by')] }));
  await last('r_known', 'sent');
  await last('r_told', 'sent');
  assert.deepEqual(
    whatsapp.accepted().map(({ template }) => template),
    [
      { name: 'our_answer', language: 'en', parameters: ['It is ready'] },
      { name: 'our_answer', language: 'en', parameters: ['Come by'] },
    ],
  );
});

test('what no template can carry is refused past the window', async (t) => {
  const { life, identity } = await play(t, TEMPLATE);
  const late = { identity, personWroteAt: Date.now() - DAY_MS - 1000 };
  assert.throws(() => life.channel.plan(outboundMessage({ ...late, parts: [textPart('x'.repeat(1025))] })), {
    code: 'outside-window',
  });
  assert.equal(templateText('a\t b\r\n\nc      d '), 'a  b c   d');
});

test('people without a phone are written to by their user id', async (t) => {
  const { whatsapp, stage, life, last } = await play(t);
  whatsapp.addPerson('GB.1349120865530274');
  const identity = life.host.identity(NUMBER, 'GB.1349120865530274');
  await stage.reply(outboundMessage({ entryId: 'r_user', identity, parts: [textPart('hello')] }));
  await last('r_user', 'sent');
  assert.equal(whatsapp.accepted()[0]?.to, 'GB.1349120865530274');
});

test('typing and reading are shown in answer to the person’s last message', async (t) => {
  const { whatsapp, life, identity } = await play(t);
  const signal = AbortSignal.timeout(5000);
  await life.channel.signal?.('seen', { identity, signal });
  assert.deepEqual(whatsapp.shown(), [], 'nothing was written yet');
  const { wamid, acknowledged } = whatsapp.people.sendText(PERSON, 'hello');
  await acknowledged;
  await life.channel.signal?.('seen', { identity, signal });
  await life.channel.signal?.('typing', { identity, signal });
  assert.deepEqual(whatsapp.shown(), [
    { messageId: wamid, typing: false },
    { messageId: wamid, typing: true },
  ]);
});

test('refused credentials pause the number, and what waits goes out when they work again', async (t) => {
  const { whatsapp, stage, identity, last } = await play(t);
  whatsapp.faults.next({ kind: 'error', row: 'token-invalid' });
  await stage.reply(outboundMessage({ entryId: 'r_token', identity, parts: [textPart('patience')] }));
  await waitFor(async () => (await stage.statuses('r_token')).some(({ reason }) => reason?.code === 'token-invalid'), {
    describe: 'the refusal to be told',
  });
  assert.match(stage.healthChecks.map((check) => check.check() as unknown).join(), /unauthorised/);
  await last('r_token', 'sent');
  assert.equal(whatsapp.accepted().length, 1);
});
