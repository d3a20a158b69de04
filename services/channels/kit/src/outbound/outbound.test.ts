import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutboundMessage } from '@onethread/contracts';
import { identityRef, outboundMessage, textPart, waitFor } from '@onethread/testkit';
import { openStage, type Stage } from '../contract/stage.ts';
import type { SendResult } from '../index.ts';
import { paperChannel, PaperPost } from '../testing/paper-channel.ts';

const FAST = {
  firstRetryMs: 5,
  mostRetryMs: 10,
  sweepEveryMs: 20,
  firstReconcileMs: 5,
  mostReconcileMs: 10,
  sendMs: 300,
};
const anna = identityRef({ channel: 'paper', account: 'home', externalId: 'anna' });
const bert = identityRef({ channel: 'paper', account: 'home', externalId: 'bert' });

const temporary: SendResult = { outcome: 'temporary', code: 'busy', text: 'come back' };
const ambiguous: SendResult = { outcome: 'ambiguous', code: 'lost', text: 'no answer' };

function reply(entryId: string, texts: readonly string[] = ['hi'], identity = anna): OutboundMessage {
  return outboundMessage({ entryId, identity, parts: texts.map(textPart) });
}

async function told(stage: Stage, entryId: string, status: string): Promise<void> {
  await waitFor(async () => (await stage.statuses(entryId)).some((report) => report.status === status), {
    describe: `${entryId} to be ${status}`,
  });
}

async function begin(stage: Stage, bounds: object = {}) {
  const post = new PaperPost();
  const life = await stage.run(paperChannel, { password: '', post }, { ...FAST, ...bounds });
  return { post, ...life };
}

test('a reply of several steps is sent when all are, and every provider id is told', async () => {
  await using stage = await openStage();
  const { post, host } = await begin(stage);
  const settled: string[] = [];
  host.onSettled((entryId, status) => settled.push(`${entryId} ${status}`));
  await stage.reply(reply('r_1', ['one', 'two']));
  await told(stage, 'r_1', 'sent');
  assert.deepEqual(post.calls, ['r_1.1.0', 'r_1.1.1']);
  const reports = (await stage.statuses('r_1')).map((report) => [report.status, report.providerMessageId]);
  assert.deepEqual(
    reports.filter(([, id]) => id !== undefined),
    [
      ['sending', 'p-r_1.1.0'],
      ['sent', 'p-r_1.1.1'],
    ],
  );
  assert.deepEqual(settled, ['r_1 sent']);
});

test('a temporary refusal keeps the order of the customer and does not hold up another', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage);
  post.script.push(
    () => temporary,
    () => temporary,
  );
  await stage.reply(reply('r_1'));
  await stage.reply(reply('r_2'));
  await stage.reply(reply('r_3', ['hi'], bert));
  for (const id of ['r_1', 'r_2', 'r_3']) await told(stage, id, 'sent');
  const annas = post.calls.filter((id) => !id.startsWith('r_3'));
  assert.equal(annas.at(-1), 'r_2.1.0');
  assert.equal(annas.filter((id) => id === 'r_2.1.0').length, 1);
  const reasons = (await stage.statuses('r_1')).flatMap((report) => report.reason ?? []);
  assert.deepEqual(reasons[0], { code: 'busy', text: 'come back', permanent: false });
});

test('a rejected reply fails with the provider’s words, and the next one goes out', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage);
  post.script.push(() => ({ outcome: 'rejected', code: '550', text: 'no such person' }));
  await stage.reply(reply('r_1', ['one', 'never tried']));
  await stage.reply(reply('r_2'));
  await told(stage, 'r_2', 'sent');
  assert.deepEqual((await stage.statuses('r_1')).at(-1)?.reason, {
    code: '550',
    text: 'no such person',
    permanent: true,
  });
  assert.deepEqual(post.calls, ['r_1.1.0', 'r_2.1.0']);
});

test('a reply that cannot be sent as it is fails without a call; so does one that the channel trips over', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage);
  await stage.reply(reply('r_1', ['unsendable']));
  await stage.reply(reply('r_2', ['bug']));
  await told(stage, 'r_1', 'failed');
  await told(stage, 'r_2', 'failed');
  assert.equal((await stage.statuses('r_1'))[0]?.reason?.code, 'no-stamp');
  assert.equal((await stage.statuses('r_2'))[0]?.reason?.code, 'plan-failed');
  assert.deepEqual(post.calls, []);
});

test('a lost answer is unknown, is looked up with patience, and what follows is sent once it is known', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage);
  post.script.push(() => ambiguous);
  await stage.reply(reply('r_1', ['one', 'two']));
  await told(stage, 'r_1', 'unknown');
  assert.deepEqual(post.calls, ['r_1.1.0']);
  await waitFor(() => post.lookUps.length >= 1, { describe: 'a look-up' });
  post.records.set('r_1.1.0', { outcome: 'sent', providerMessageId: 'found' });
  await told(stage, 'r_1', 'sent');
  assert.deepEqual(post.calls, ['r_1.1.0', 'r_1.1.1']);
});

test('a lost answer that turns out not to have been sent fails and is not sent again', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage);
  post.records.set('r_1.1.0', { outcome: 'temporary', code: 'not-sent', text: 'The provider has no trace of it.' });
  post.script.push(() => ambiguous);
  await stage.reply(reply('r_1'));
  await told(stage, 'r_1', 'failed');
  assert.equal((await stage.statuses('r_1')).at(-1)?.reason?.permanent, false);
  assert.deepEqual(post.calls, ['r_1.1.0']);
});

test('a channel that throws while sending leaves the reply unknown', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage);
  post.script.push(() => {
    throw new Error('a fault of the channel');
  });
  await stage.reply(reply('r_1'));
  await told(stage, 'r_1', 'unknown');
});

test('a call that outlives its time is unknown, and its late answer is believed', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage, { sendMs: 10, sendGraceMs: 10 });
  const late = Promise.withResolvers<SendResult>();
  post.script.push(() => late.promise);
  await stage.reply(reply('r_1'));
  await told(stage, 'r_1', 'unknown');
  late.resolve({ outcome: 'sent', providerMessageId: 'late' });
  await told(stage, 'r_1', 'sent');
  assert.deepEqual(post.calls, ['r_1.1.0']);
});

test('refused credentials pause the account, are told as trouble, and a later try lets everything out', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage, { reauthoriseEveryMs: 30 });
  let authorised = false;
  const refuse = (): SendResult =>
    authorised
      ? { outcome: 'sent', providerMessageId: 'p' }
      : { outcome: 'unauthorised', code: '190', text: 'token expired' };
  for (let n = 0; n < 50; n += 1) post.script.push(refuse);
  await stage.reply(reply('r_1'));
  await stage.reply(reply('r_2', ['hi'], bert));
  await waitFor(async () => (await stage.statuses('r_1')).some((report) => report.reason?.code === '190'), {
    describe: 'the refusal',
  });
  assert.equal(await stage.healthChecks[0]?.check(), '1 account paused: unauthorised (190)');
  assert.match(await stage.metrics.metrics(), /paused_accounts\{channel="paper",cause="unauthorised"\} 1/);
  authorised = true;
  await told(stage, 'r_1', 'sent');
  await told(stage, 'r_2', 'sent');
  assert.equal(await stage.healthChecks[0]?.check(), undefined);
});

test('a throttled account waits as long as the provider says, and nothing is lost', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage);
  post.script.push(() => ({ outcome: 'throttled', code: '429', text: 'slow down', retryAfterMs: 30 }));
  await stage.reply(reply('r_1'));
  await stage.reply(reply('r_2', ['hi'], bert));
  await told(stage, 'r_1', 'sent');
  await told(stage, 'r_2', 'sent');
  assert.equal(new Set(post.calls).size, 2);
});

const refuseFirstReply = (context: { sendId: string }): SendResult =>
  context.sendId.startsWith('r_1') ? temporary : { outcome: 'sent', providerMessageId: 'p' };

test('a reply that could not be sent in its time fails and lets the next one try', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage, { giveUpAfterMs: 30 });
  for (let n = 0; n < 50; n += 1) post.script.push(refuseFirstReply);
  await stage.reply(reply('r_1'));
  await told(stage, 'r_1', 'failed');
  const reason = (await stage.statuses('r_1')).at(-1)?.reason;
  assert.equal(reason?.code, 'gave-up');
  assert.equal(reason?.permanent, false);
  await stage.reply(reply('r_2'));
  await told(stage, 'r_2', 'sent');
});

test('no lost answer of the channel’s own store makes a second call', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage);
  // Every write's first answer is lost, at each place in turn.
  let writes = 0;
  let losing = -1;
  stage.storeFaults.after = (call) => {
    if (!call.isWrite) return 'answer';
    writes += 1;
    return writes - 1 === losing ? 'lose' : 'answer';
  };
  for (let n = 0; n < 8; n += 1) {
    writes = 0;
    losing = n;
    if (n % 2 === 1) post.script.push(() => temporary);
    await stage.reply(reply(`r_${n}`));
    await told(stage, `r_${n}`, 'sent');
    const calls = post.calls.filter((id) => id === `r_${n}.1.0`);
    assert.equal(calls.length, n % 2 === 1 ? 2 : 1, `losing the answer of write ${n}`);
  }
});

test('an outcome that cannot be stored is kept and stored later, without a second call', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage);
  let refusals = 3;
  stage.storeFaults.before = (call) => {
    if (call.collection !== 'sends' || call.method !== 'replace' || refusals === 0) return 'pass';
    refusals -= 1;
    return 'refuse';
  };
  await stage.reply(reply('r_1'));
  await told(stage, 'r_1', 'sent');
  assert.deepEqual(post.calls, ['r_1.1.0']);
});

test('a record that is no reply goes to the dead letters and holds nothing up', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage);
  await stage.log.publish([
    { topic: 'outbound.paper.v1', key: anna.identityId, value: 'no JSON' },
    { topic: 'outbound.paper.v1', key: anna.identityId, value: '{"type":"reply"}' },
  ]);
  await stage.reply(reply('r_1'));
  await told(stage, 'r_1', 'sent');
  assert.deepEqual(post.calls, ['r_1.1.0']);
});
