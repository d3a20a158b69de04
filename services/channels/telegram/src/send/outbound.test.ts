import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openStage } from '@onethread/channel-kit/contract';
import { blobIdOf } from '@onethread/contracts';
import { outboundMessage, textPart, waitFor } from '@onethread/testkit';
import { telegramChannel } from '../index.ts';
import { ANNA, BOT, post, settingsFor, simulate, textUpdate } from '../testing/harness.ts';

const FAST = { firstRetryMs: 20, mostRetryMs: 50, sweepEveryMs: 50, sendGraceMs: 200 };

async function play(t: TestContext) {
  const actions: string[] = [];
  const telegram = await simulate({ onEvent: (event) => void (event.kind === 'action' && actions.push(event.action)) });
  const anna = telegram.person(ANNA);
  anna.start();
  const stage = await openStage();
  t.after(async () => {
    await stage[Symbol.asyncDispose]();
    await telegram.close();
  });
  const settings = settingsFor(telegram.url, { TELEGRAM_SET_WEBHOOK: 'false' });
  const life = await stage.run(telegramChannel, settings, FAST);
  const identity = life.host.identity(BOT, String(ANNA.id));
  const last = (entryId: string, status: string) =>
    waitFor(async () => (await stage.statuses(entryId)).findLast((told) => told.status === status), {
      describe: `${entryId} to be ${status}`,
      withinMs: 30_000,
    });
  async function stored(entryId: string, name: string, contentType: string, bytes = Buffer.from('bytes')) {
    const blobId = blobIdOf(entryId, 0);
    await stage.blobs.put(blobId, bytes, { maxBytes: 1000, contentType, name });
    return { blobId, name, contentType, size: bytes.length };
  }
  return { telegram, anna, stage, life, identity, last, stored, actions };
}

test('a reply goes to its chat, and is known by chat and message as a reaction would name it', async (t) => {
  const { telegram, stage, identity, last } = await play(t);
  await stage.reply(outboundMessage({ entryId: 'r_a', identity, parts: [textPart('<b>hello</b> 👍')] }));
  const { providerMessageId } = await last('r_a', 'sent');
  const [sent] = telegram.accepted();
  assert.deepEqual([sent?.method, sent?.chatId, sent?.text], ['sendMessage', ANNA.id, '<b>hello</b> 👍']);
  assert.equal(providerMessageId, `${ANNA.id}:${sent?.messageId}`);
});

test('files go up as what they are, with their names, behind the text', async (t) => {
  const { telegram, stage, identity, last, stored } = await play(t);
  const rows = [
    ['r_photo', 'image', 'a.png', 'image/png', 'sendPhoto'],
    ['r_doc', 'file', 'offer "1".pdf', 'application/pdf', 'sendDocument'],
    ['r_film', 'video', 'a.mp4', 'video/mp4', 'sendVideo'],
    ['r_song', 'audio', 'a.mp3', 'audio/mpeg', 'sendAudio'],
    ['r_heic', 'file', 'a.heic', 'image/heic', 'sendDocument'],
  ] as const;
  for (const [entryId, kind, name, type, method] of rows) {
    const part = { kind, ...(await stored(entryId, name, type)) };
    await stage.reply(outboundMessage({ entryId, identity, parts: [part] }));
    await last(entryId, 'sent');
    const sent = telegram.accepted().at(-1);
    assert.deepEqual([sent?.method, sent?.file?.contentType], [method, type]);
    assert.equal(sent?.file?.name.replaceAll('%22', '"'), name);
    assert.equal(Buffer.from(sent?.file?.bytes ?? []).toString(), 'bytes');
  }
});

test('a picture that Telegram does not take as one goes as a document', async (t) => {
  const { telegram, stage, identity, last, stored } = await play(t);
  telegram.faults.next({ kind: 'error', row: 'photo-dimensions' });
  const part = { kind: 'image' as const, ...(await stored('r_long', 'long.png', 'image/png')) };
  await stage.reply(outboundMessage({ entryId: 'r_long', identity, parts: [part] }));
  await last('r_long', 'sent');
  assert.deepEqual(
    telegram.accepted().map(({ method }) => method),
    ['sendDocument'],
  );
});

test('who has blocked the bot gets nothing, and their address says so', async (t) => {
  const { anna, stage, identity, last } = await play(t);
  anna.block();
  await stage.reply(outboundMessage({ entryId: 'r_b', identity, parts: [textPart('hello')] }));
  const { reason } = await last('r_b', 'failed');
  assert.deepEqual([reason?.code, reason?.permanent], ['blocked-by-person', true]);
  const standing = (await stage.received()).find(({ type }) => type === 'standing');
  assert.ok(standing?.type === 'standing');
  assert.deepEqual([standing.standing, standing.reason, standing.identity], ['blocked', 'blocked-by-person', identity]);
});

test('a person who is gone is told as gone, and as back once they write again', async (t) => {
  const { telegram, stage, identity, last } = await play(t);
  telegram.faults.next({ kind: 'error', row: 'deactivated' });
  await stage.reply(outboundMessage({ entryId: 'r_g', identity, parts: [textPart('hello')] }));
  await last('r_g', 'failed');
  const standings = async () =>
    (await stage.received()).flatMap((record) =>
      record.type === 'standing' ? [[record.standing, record.reason, record.entryId] as const] : [],
    );
  const reasons = async () => (await standings()).map(([standing, reason]) => [standing, reason]);
  assert.deepEqual(await reasons(), [['blocked', 'address-gone']]);
  // Told again where the first time did not reach the log, and under the same id.
  stage.failPublishing('answer-lost');
  const update = textUpdate(1);
  assert.equal(await post(stage.http.publicUrl, update), 503);
  stage.failPublishing(undefined);
  assert.equal(await post(stage.http.publicUrl, update), 200);
  assert.equal(await post(stage.http.publicUrl, textUpdate(2)), 200);
  assert.deepEqual((await reasons()).slice(1), [['open', 'wrote-again']]);
});

test('an answer that was lost leaves the reply unknown, and it is never sent again by itself', async (t) => {
  const { telegram, stage, identity, last } = await play(t);
  telegram.faults.next({ kind: 'drop-answer' });
  await stage.reply(outboundMessage({ entryId: 'r_lost', identity, parts: [textPart('once')] }));
  await last('r_lost', 'unknown');
  await stage.reply(outboundMessage({ entryId: 'r_next', identity, parts: [textPart('next')] }));
  await last('r_next', 'sent');
  assert.deepEqual(
    telegram.accepted().map(({ text }) => text),
    ['once', 'next'],
  );
});

test('an outage delays a reply and loses nothing', async (t) => {
  const { telegram, stage, identity, last } = await play(t);
  await telegram.goDown();
  await stage.reply(outboundMessage({ entryId: 'r_wait', identity, parts: [textPart('patience')] }));
  await last('r_wait', 'sending');
  await telegram.comeUp();
  await last('r_wait', 'sent');
  assert.equal(telegram.accepted().length, 1);
});

test('what Telegram can never take fails at once with its reason', async (t) => {
  const { telegram, stage, identity, last } = await play(t);
  await stage.reply(outboundMessage({ entryId: 'r_long', identity, parts: [textPart('x'.repeat(4097))] }));
  assert.equal((await last('r_long', 'failed')).reason?.code, 'text-too-long');
  const large = { kind: 'file' as const, blobId: 'b', name: 'x', contentType: 'a/b', size: 51 * 1024 * 1024 };
  await stage.reply(outboundMessage({ entryId: 'r_large', identity, parts: [large] }));
  assert.equal((await last('r_large', 'failed')).reason?.code, 'file-too-large');
  assert.deepEqual(telegram.accepted(), []);
});

test('that an agent types is shown to the person; that one has read, Telegram has no word for', async (t) => {
  const { life, identity, actions } = await play(t);
  const signal = AbortSignal.timeout(30_000);
  await life.channel.signal?.('typing', { identity, signal });
  await life.channel.signal?.('seen', { identity, signal });
  assert.deepEqual(actions, ['typing']);
});
