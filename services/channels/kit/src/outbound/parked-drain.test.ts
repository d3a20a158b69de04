import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutboundMessage } from '@onethread/contracts';
import { identityRef, outboundMessage, waitFor } from '@onethread/testkit';
import { openStage, type Stage } from '../contract/stage.ts';
import type { SendResult } from '../index.ts';
import { paperChannel, PaperPost } from '../testing/paper-channel.ts';

const anna = identityRef({ channel: 'paper', account: 'home', externalId: 'anna' });
const temporary: SendResult = { outcome: 'temporary', code: 'busy', text: 'come back' };

function reply(entryId: string): OutboundMessage {
  return outboundMessage({ entryId, identity: anna });
}

async function told(stage: Stage, entryId: string, status: string): Promise<void> {
  await waitFor(async () => (await stage.statuses(entryId)).some((report) => report.status === status), {
    describe: `${entryId} to be ${status}`,
  });
}

async function begin(stage: Stage, bounds: object = {}) {
  const post = new PaperPost();
  const settings = { firstRetryMs: 5, mostRetryMs: 10, sweepEveryMs: 20, sendMs: 300, ...bounds };
  return { post, ...(await stage.run(paperChannel, { password: '', post }, settings)) };
}

test('what waits survives a restart and goes out in order', async () => {
  await using stage = await openStage();
  const first = await begin(stage, { firstRetryMs: 60_000, mostRetryMs: 60_000 });
  first.post.script.push(() => temporary);
  await stage.reply(reply('r_1'));
  await stage.reply(reply('r_2'));
  const parked = await stage.documents.collection<{ _id: string; rev: number; dueAt: number; replies: object[] }>({
    name: 'parked',
    indexes: { due: { fields: ['dueAt'] } },
  });
  const waiting = await waitFor(
    async () => {
      const key = await parked.get(anna.identityId);
      return key?.replies.length === 2 ? key : undefined;
    },
    { describe: 'both replies to wait' },
  );
  await first.service.stop();
  await parked.replace({ ...waiting, dueAt: 0 });
  const second = await begin(stage);
  await told(stage, 'r_2', 'sent');
  assert.deepEqual(second.post.calls, ['r_1.1.0', 'r_2.1.0']);
});

test('who works on what waits keeps the right to it as long as the call takes, and not much longer', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage, { sendMs: 60_000, leaseMs: 60 });
  const answer = Promise.withResolvers<SendResult>();
  post.script.push(
    () => temporary,
    () => answer.promise,
  );
  await stage.reply(reply('r_1'));
  const parked = await stage.documents.collection<{ _id: string; rev: number; dueAt: number }>({
    name: 'parked',
    indexes: { due: { fields: ['dueAt'] } },
  });
  const ends = new Set<number>();
  await waitFor(
    async () => {
      const key = await parked.get(anna.identityId);
      if (post.calls.length === 2 && key !== undefined) ends.add(key.dueAt);
      return ends.size >= 4;
    },
    { describe: 'the lease to be renewed' },
  );
  assert.ok(Math.max(...ends) <= Date.now() + 60);
  answer.resolve({ outcome: 'sent', providerMessageId: 'p' });
  await told(stage, 'r_1', 'sent');
  await waitFor(async () => (await parked.get(anna.identityId)) === undefined, { describe: 'nothing to wait' });
  assert.equal(post.calls.length, 2);
});

test('a full parking place leaves the rest on the log, and all go out in order in the end', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage, { maxParkedPerKey: 2, mostRetryMs: 50, firstRetryMs: 50 });
  post.script.push(() => temporary);
  for (let n = 1; n <= 5; n += 1) await stage.reply(reply(`r_${n}`));
  await told(stage, 'r_5', 'sent');
  assert.deepEqual([...new Set(post.calls)], ['r_1.1.0', 'r_2.1.0', 'r_3.1.0', 'r_4.1.0', 'r_5.1.0']);
});
