import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  OUTBOUND_STATUS,
  outboundReportSchema,
  outboundTopic,
  type OutboundMessage,
  type ParkedReport,
} from '@onethread/contracts';
import { identityRef, outboundMessage, textPart, waitFor } from '@onethread/testkit';
import { openStage, type Stage } from '../contract/stage.ts';
import type { SendResult } from '../index.ts';
import { paperChannel, PaperPost } from '../testing/paper-channel.ts';

const HOUR = 3_600_000;
const SLOW = { firstRetryMs: HOUR, mostRetryMs: HOUR, sweepEveryMs: 20, sendMs: 5_000 };
const anna = identityRef({ channel: 'paper', account: 'home', externalId: 'anna' });
const temporary: SendResult = { outcome: 'temporary', code: 'busy', text: 'come back' };

const reply = (entryId: string, texts: readonly string[] = ['hi']): OutboundMessage =>
  outboundMessage({ entryId, identity: anna, parts: texts.map(textPart) });

async function begin(stage: Stage, bounds: object = {}) {
  const post = new PaperPost();
  return { post, ...(await stage.run(paperChannel, { password: '', post }, { ...SLOW, ...bounds })) };
}

async function wish(stage: Stage, wanted: object): Promise<void> {
  const value = JSON.stringify({ version: 1, occurredAt: Date.now(), identity: anna, ...wanted });
  await stage.log.publish([{ topic: outboundTopic('paper').name, key: anna.identityId, value }]);
}

async function reports(stage: Stage): Promise<readonly ParkedReport[]> {
  const parked: ParkedReport[] = [];
  for await (const { key, value } of stage.log.read({ topic: OUTBOUND_STATUS.name, from: { offset: 0 } })) {
    const report = outboundReportSchema.parse(JSON.parse(value));
    assert.equal(key, report.identity.identityId);
    if (report.type === 'parked') parked.push(report);
  }
  return parked;
}

/** What a reader who keeps the highest report knows. */
async function known(stage: Stage): Promise<ParkedReport | undefined> {
  return (await reports(stage)).toSorted((a, b) => a.since - b.since || a.revision - b.revision).at(-1);
}

async function waiting(stage: Stage, replies: number): Promise<ParkedReport> {
  const report = await waitFor(
    async () => {
      const last = await known(stage);
      return last?.replies === replies ? last : undefined;
    },
    { describe: `${replies} replies told to wait` },
  );
  assert.ok(report);
  return report;
}

const statusesOf = async (stage: Stage, entryId: string) =>
  (await stage.statuses(entryId)).map(({ status, reason }) => [status, reason?.code]);

async function told(stage: Stage, entryId: string, status: string): Promise<void> {
  await waitFor(async () => (await stage.statuses(entryId)).some((report) => report.status === status), {
    describe: `${entryId} to be ${status}`,
  });
}

test('what waits is told with its reason, and told again when it no longer does', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage);
  post.script.push(() => temporary);
  await stage.reply(reply('r_1'));
  await stage.reply(reply('r_2'));
  const report = await waiting(stage, 2);
  assert.deepEqual(report.reason, { code: 'busy', text: 'come back' });
  assert.ok(report.dueAt > Date.now() && (report.givesUpAt ?? 0) > report.since);
  assert.deepEqual(await statusesOf(stage, 'r_2'), [['sending', 'waits-its-turn']]);
  await wish(stage, { type: 'retry-parked' });
  await told(stage, 'r_2', 'sent');
  await waiting(stage, 0);
  assert.deepEqual(post.calls, ['r_1.1.0', 'r_1.1.0', 'r_2.1.0']);
});

test('an operator’s wish to try now is repeatable and finds nothing where nothing waits', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage);
  await wish(stage, { type: 'retry-parked' });
  await wish(stage, { type: 'drop-parked', reason: 'none' });
  post.script.push(
    () => temporary,
    () => temporary,
  );
  await stage.reply(reply('r_1'));
  await waiting(stage, 1);
  await wish(stage, { type: 'retry-parked' });
  await waitFor(() => post.calls.length === 2, { describe: 'the second try' });
  await waitFor(async () => ((await known(stage))?.dueAt ?? 0) > Date.now() + HOUR / 2, {
    describe: 'it to wait again',
  });
  assert.equal((await known(stage))?.replies, 1);
});

test('what is given up fails with the operator’s words, without another call, and later replies go out', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage);
  post.script.push(() => temporary);
  await stage.reply(reply('r_1'));
  await stage.reply(reply('r_2'));
  await waiting(stage, 2);
  await wish(stage, { type: 'drop-parked', reason: 'wrong number' });
  for (const id of ['r_1', 'r_2']) await told(stage, id, 'failed');
  await waiting(stage, 0);
  const last = (await stage.statuses('r_2')).at(-1);
  assert.deepEqual(last?.reason, { code: 'dropped-by-operator', text: 'wrong number', permanent: false });
  assert.deepEqual(post.calls, ['r_1.1.0']);
  await stage.reply(reply('r_3'));
  await told(stage, 'r_3', 'sent');
});

test('a reply is dropped while it is being called: its own outcome stands, what waits behind it fails', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage, { firstRetryMs: 5, mostRetryMs: 5 });
  const answer = Promise.withResolvers<SendResult>();
  post.script.push(
    () => temporary,
    () => answer.promise,
  );
  await stage.reply(reply('r_1'));
  await stage.reply(reply('r_2'));
  await waitFor(() => post.calls.length === 2, { describe: 'the second call' });
  await wish(stage, { type: 'drop-parked', reason: 'spam' });
  const parked = await stage.documents.collection<{ _id: string; rev: number; replies: { dropped?: string }[] }>({
    name: 'parked',
    indexes: { due: { fields: ['dueAt'] } },
  });
  await waitFor(async () => (await parked.get(anna.identityId))?.replies.every(({ dropped }) => dropped === 'spam'), {
    describe: 'all to be given up',
  });
  answer.resolve({ outcome: 'sent', providerMessageId: 'p' });
  await told(stage, 'r_2', 'failed');
  await waiting(stage, 0);
  assert.deepEqual((await statusesOf(stage, 'r_1')).at(-1), ['sent', undefined]);
  assert.deepEqual(post.calls, ['r_1.1.0', 'r_1.1.0']);
});

test('a wish that was stored before a crash is carried out by the next life', async () => {
  await using stage = await openStage();
  const first = await begin(stage);
  first.post.script.push(() => temporary);
  await stage.reply(reply('r_1'));
  await waiting(stage, 1);
  await first.service.stop();
  await wish(stage, { type: 'drop-parked', reason: 'spam' });
  const second = await begin(stage);
  await told(stage, 'r_1', 'failed');
  await waiting(stage, 0);
  assert.deepEqual(second.post.calls, []);
});

test('a report that the log did not take comes with the next try, and nothing is told to wait for ever', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage, { firstRetryMs: 5, mostRetryMs: 5 });
  post.script.push(() => {
    stage.failPublishing('refused');
    return temporary;
  });
  await stage.reply(reply('r_1'));
  await waitFor(() => post.calls.length === 1, { describe: 'the first call' });
  stage.failPublishing(undefined);
  await told(stage, 'r_1', 'sent');
  await waitFor(async () => ((await known(stage))?.replies ?? 0) === 0, { describe: 'nothing told to wait' });
});

test('a wish of an unknown kind is a dead letter, and replies go on', async () => {
  await using stage = await openStage();
  await begin(stage);
  await wish(stage, { type: 'sing' });
  await stage.reply(reply('r_1'));
  await told(stage, 'r_1', 'sent');
  const letters = [];
  for await (const letter of stage.log.read({ topic: 'dlq.v1', from: { offset: 0 } })) letters.push(letter);
  assert.equal(letters.length, 1);
});
