import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INBOUND_RECEIPTS, outboundTopic, receiptRecordSchema, type AgentSignal } from '@onethread/contracts';
import { identityRef, outboundMessage, textPart, waitFor } from '@onethread/testkit';
import { openStage, type Stage } from '../contract/stage.ts';
import type { ChannelDefinition } from '../index.ts';
import { paperChannel, PaperPost, type PaperSettings } from '../testing/paper-channel.ts';

const HOUR = 3_600_000;
const person = (externalId: string) => identityRef({ channel: 'paper', account: 'home', externalId });
const anna = person('anna');

async function begin(stage: Stage, bounds: object = {}) {
  const post = new PaperPost();
  const slow = { firstRetryMs: HOUR, mostRetryMs: HOUR, sweepEveryMs: 20 };
  return { post, ...(await stage.run(paperChannel, { password: '', post }, { ...slow, ...bounds })) };
}

async function signal(stage: Stage, over: Partial<AgentSignal> = {}): Promise<void> {
  const record = { version: 1, type: 'signal', occurredAt: Date.now(), identity: anna, signal: 'typing', ...over };
  const key = record.identity.identityId;
  await stage.log.publish([{ topic: outboundTopic('paper').name, key, value: JSON.stringify(record) }]);
}

async function told(stage: Stage, wanted: string): Promise<void> {
  await waitFor(async () => (await stage.statuses('r_1')).some(({ status }) => status === wanted), {
    describe: `the reply to be ${wanted}`,
  });
}

async function counted(stage: Stage, outcome: string): Promise<void> {
  const line = `outcome="${outcome}"`;
  await waitFor(
    async () => {
      const lines = (await stage.metrics.metrics()).split('\n');
      return lines.some((one) => one.startsWith('onethread_channel_signals_total') && one.includes(line));
    },
    { describe: `a sign counted as ${outcome}` },
  );
}

test('the person is shown that an agent types and has read', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage);
  await signal(stage);
  await waitFor(() => post.signals.length === 1, { describe: 'typing shown' });
  await signal(stage, { signal: 'seen' });
  await waitFor(() => post.signals.length === 2, { describe: 'seen shown' });
  assert.deepEqual(post.signals, ['anna typing', 'anna seen']);
  await counted(stage, 'shown');
});

test('a sign that came too late, or before a reply that waits, is shown to nobody', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage);
  await signal(stage, { occurredAt: Date.now() - 60_000 });
  await counted(stage, 'stale');
  post.script.push(() => ({ outcome: 'temporary', code: 'busy', text: 'later' }));
  await stage.reply(outboundMessage({ entryId: 'r_1', identity: anna, parts: [textPart('hi')] }));
  await told(stage, 'sending');
  await signal(stage);
  await counted(stage, 'parked');
  assert.deepEqual(post.signals, []);
});

test('signs that hang delay no reply, and no more than a few hang at once', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage, { maxSignals: 1 });
  post.beforeSignal = (ended) =>
    new Promise((_resolve, reject) =>
      ended.addEventListener('abort', () => reject(new Error('given up')), { once: true }),
    );
  await signal(stage);
  await signal(stage, { identity: person('bert') });
  await counted(stage, 'full');
  await stage.reply(outboundMessage({ entryId: 'r_1', identity: anna, parts: [textPart('hi')] }));
  await told(stage, 'sent');
  assert.deepEqual(post.signals, []);
});

test('a sign takes no longer than it may, and a fault is counted and forgotten', async () => {
  await using stage = await openStage();
  const { post } = await begin(stage, { signalMs: 20 });
  post.beforeSignal = () => new Promise(() => {});
  await signal(stage);
  await counted(stage, 'timed-out');
  post.beforeSignal = () => Promise.reject(new Error('a fault of the channel'));
  await signal(stage);
  await counted(stage, 'failed');
  post.beforeSignal = async () => {};
  await signal(stage);
  await counted(stage, 'shown');
});

test('a channel that shows signs by other means asks for none', async () => {
  await using stage = await openStage();
  const mute: ChannelDefinition<PaperSettings> = {
    ...paperChannel,
    create: (host, settings) => {
      const channel = paperChannel.create(host, settings);
      Reflect.deleteProperty(channel, 'signal');
      return channel;
    },
  };
  await stage.run(mute, { password: '', post: new PaperPost() });
  const announced = await waitFor(
    async () => {
      for await (const { value } of stage.log.read({ topic: INBOUND_RECEIPTS.name, from: { offset: 0 } })) {
        const record = receiptRecordSchema.parse(JSON.parse(value));
        if (record.type === 'channel-announced') return record;
      }
      return undefined;
    },
    { describe: 'the announcement' },
  );
  assert.equal(announced.capabilities.signals, undefined);
  await signal(stage);
  await stage.reply(outboundMessage({ entryId: 'r_1', identity: anna, parts: [textPart('hi')] }));
  await told(stage, 'sent');
});
