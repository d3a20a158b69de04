import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutboundMessage } from '@onethread/contracts';
import { identityRef, outboundMessage, textPart, waitFor } from '@onethread/testkit';
import { openStage, type Stage } from '../contract/stage.ts';
import type { SendResult } from '../index.ts';
import { paperChannel, PaperPost } from '../testing/paper-channel.ts';

const FAST = { firstRetryMs: 5, mostRetryMs: 10, sweepEveryMs: 20, firstReconcileMs: 5, mostReconcileMs: 10 };
const anna = identityRef({ channel: 'paper', account: 'home', externalId: 'anna' });
const ambiguous: SendResult = { outcome: 'ambiguous', code: 'lost', text: 'no answer' };
const rejected: SendResult = { outcome: 'rejected', code: '413', text: 'too heavy' };

function reply(entryId: string, texts: readonly string[], attempt = 1): OutboundMessage {
  return { ...outboundMessage({ entryId, identity: anna, parts: texts.map(textPart) }), attempt };
}

async function told(stage: Stage, entryId: string, status: string, attempt = 1): Promise<void> {
  const isIt = (report: { status: string; attempt: number }) => report.status === status && report.attempt === attempt;
  await waitFor(async () => (await stage.statuses(entryId)).some(isIt), {
    describe: `attempt ${attempt} of ${entryId} to be ${status}`,
  });
}

async function begin(stage: Stage, bounds: object = {}): Promise<PaperPost> {
  const post = new PaperPost();
  await stage.run(paperChannel, { password: '', post }, { ...FAST, sendMs: 300, sendGraceMs: 10, ...bounds });
  return post;
}

test('a retry sends only what was not sent: the customer does not read the first part twice', async () => {
  await using stage = await openStage();
  const post = await begin(stage);
  post.script.push(
    () => ({ outcome: 'sent', providerMessageId: 'p-first' }),
    () => rejected,
    () => rejected,
  );
  await stage.reply(reply('r_1', ['one', 'two', 'three']));
  await told(stage, 'r_1', 'failed');
  await stage.reply(reply('r_1', ['one', 'two', 'three'], 2));
  await told(stage, 'r_1', 'failed', 2);
  await stage.reply(reply('r_1', ['one', 'two', 'three'], 3));
  await told(stage, 'r_1', 'sent', 3);
  assert.deepEqual(post.calls, ['r_1.1.0', 'r_1.1.1', 'r_1.2.1', 'r_1.3.1', 'r_1.3.2']);
  const ofThird = (await stage.statuses('r_1')).filter(({ attempt }) => attempt === 3);
  assert.ok(ofThird.some(({ providerMessageId }) => providerMessageId === 'p-first'));
});

test('a retry of what turns out to have been sent meanwhile calls nobody', async () => {
  await using stage = await openStage();
  const post = await begin(stage);
  post.script.push(() => ambiguous);
  await stage.reply(reply('r_1', ['one']));
  await told(stage, 'r_1', 'unknown');
  post.records.set('r_1.1.0', { outcome: 'sent', providerMessageId: 'found' });
  await told(stage, 'r_1', 'sent');
  await stage.reply(reply('r_1', ['one'], 2));
  await told(stage, 'r_1', 'sent', 2);
  assert.deepEqual(post.calls, ['r_1.1.0']);
});

test('a late answer to the first part is followed by the rest', async () => {
  await using stage = await openStage();
  const post = await begin(stage, { sendMs: 10, firstReconcileMs: 60_000 });
  const late = Promise.withResolvers<SendResult>();
  post.script.push(() => late.promise);
  await stage.reply(reply('r_1', ['one', 'two']));
  await told(stage, 'r_1', 'unknown');
  late.resolve({ outcome: 'sent', providerMessageId: 'late' });
  await told(stage, 'r_1', 'sent');
  assert.deepEqual(post.calls, ['r_1.1.0', 'r_1.1.1']);
});

test('what a look-up found out is told, and followed by the rest, though the log was down when it came', async () => {
  await using stage = await openStage();
  const post = await begin(stage, { sendMs: 20 });
  post.script.push(() => ambiguous);
  await stage.reply(reply('r_1', ['one', 'two']));
  await told(stage, 'r_1', 'unknown');
  stage.failPublishing('refused');
  post.records.set('r_1.1.0', { outcome: 'sent', providerMessageId: 'found' });
  const sends = await stage.documents.collection<{ _id: string; rev: number; state: string }>({
    name: 'sends',
    indexes: { toReconcile: { fields: ['reconcileAt'] } },
    expiresAtField: 'expiresAt',
  });
  await waitFor(async () => (await sends.get('r_1.1.0'))?.state === 'settled', { describe: 'the word to be stored' });
  stage.failPublishing(undefined);
  await told(stage, 'r_1', 'sent');
  assert.deepEqual(post.calls, ['r_1.1.0', 'r_1.1.1']);
});

test('what a look-up found out of an attempt that was retried since is told, but sends nothing more', async () => {
  await using stage = await openStage();
  const post = await begin(stage, { firstReconcileMs: 60_000, sendMs: 10 });
  const late = Promise.withResolvers<SendResult>();
  post.script.push(() => late.promise);
  await stage.reply(reply('r_1', ['one', 'two']));
  await told(stage, 'r_1', 'unknown');
  await stage.reply(reply('r_1', ['one', 'two'], 2));
  await told(stage, 'r_1', 'sent', 2);
  late.resolve({ outcome: 'sent', providerMessageId: 'late' });
  await waitFor(async () => (await stage.statuses('r_1')).some((report) => report.providerMessageId === 'late'), {
    describe: 'the late word',
  });
  await stage.reply(reply('r_2', ['after']));
  await told(stage, 'r_2', 'sent');
  assert.deepEqual(post.calls, ['r_1.1.0', 'r_1.2.0', 'r_1.2.1', 'r_2.1.0']);
});
