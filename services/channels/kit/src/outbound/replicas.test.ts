import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { IdentityRef, OutboundMessage } from '@onethread/contracts';
import { identityRef, outboundMessage, textPart, waitFor } from '@onethread/testkit';
import { openStage, type Stage } from '../contract/stage.ts';
import type { KitBounds } from '../bounds.ts';
import type { ChannelDefinition, SendResult } from '../index.ts';
import { openSendClaims } from './send-claims.ts';
import { paperChannel, PaperPost, type PaperSettings } from '../testing/paper-channel.ts';

const FAST = { firstRetryMs: 5, mostRetryMs: 10, sweepEveryMs: 10, firstReconcileMs: 5, mostReconcileMs: 10 };
const temporary: SendResult = { outcome: 'temporary', code: 'busy', text: 'come again' };
const ambiguous: SendResult = { outcome: 'ambiguous', code: 'lost', text: 'no answer' };
const WITHIN = { withinMs: 60_000 };

const customer = (name: string, channel = 'paper'): IdentityRef =>
  identityRef({ channel, account: 'home', externalId: name });

const reply = (entryId: string, identity: IdentityRef): OutboundMessage => ({
  ...outboundMessage({ entryId, identity, parts: [textPart('hello')] }),
  attempt: 1,
});

async function sent(stage: Stage, entryId: string, status = 'sent'): Promise<void> {
  await waitFor(async () => (await stage.statuses(entryId)).some((report) => report.status === status), {
    describe: `${entryId} to be ${status}`,
    ...WITHIN,
  });
}

/** One channel as two processes over one store and log. */
async function twoProcesses(stage: Stage, post: PaperPost, bounds: Partial<KitBounds> = {}): Promise<void> {
  for (let n = 0; n < 2; n += 1) await stage.run(paperChannel, { password: '', post }, { ...FAST, ...bounds });
}

describe('two processes of one channel', () => {
  it('share what waits: each reply goes out once, each customer’s in order', async () => {
    await using stage = await openStage();
    const post = new PaperPost();
    const names = Array.from({ length: 12 }, (_, n) => `customer-${n}`);
    // Everybody's first reply is put off a few times, so that all that follows waits behind it.
    post.script.push(...Array.from({ length: 40 }, () => () => temporary));
    await twoProcesses(stage, post);
    for (let n = 1; n <= 3; n += 1) for (const name of names) await stage.reply(reply(`${name}:${n}`, customer(name)));
    for (const name of names) await sent(stage, `${name}:3`);
    const went: string[] = [];
    for (const name of names)
      for (let n = 1; n <= 3; n += 1) {
        const reports = await stage.statuses(`${name}:${n}`);
        assert.equal(reports.filter(({ status }) => status === 'unknown').length, 0);
        went.push(`${name}:${n}.1.0`);
      }
    // 40 calls were put off; each other one was the one that sent its reply.
    assert.equal(post.calls.length, 40 + went.length);
    for (const name of names) {
      const last = (n: number): number => post.calls.lastIndexOf(`${name}:${n}.1.0`);
      assert.ok(last(1) < post.calls.indexOf(`${name}:2.1.0`) && last(2) < post.calls.indexOf(`${name}:3.1.0`), name);
    }
  });

  it('share the looks for what became of a lost answer: there are no more of them than of one process', async () => {
    await using stage = await openStage();
    const post = new PaperPost();
    post.script.push(() => ambiguous);
    await twoProcesses(stage, post, { maxReconciliations: 4, sendMs: 20 });
    await stage.reply(reply('r_1', customer('anna')));
    await sent(stage, 'r_1', 'unknown');
    await waitFor(() => post.lookUps.length === 4, { describe: 'four looks', ...WITHIN });
    // A later one that is found shows that both have looked around since.
    post.script.push(() => ambiguous);
    post.records.set('r_2.1.0', { outcome: 'sent', providerMessageId: 'p-2' });
    await stage.reply(reply('r_2', customer('bert')));
    await sent(stage, 'r_2');
    assert.equal(post.lookUps.filter((id) => id === 'r_1.1.0').length, 4);
    assert.deepEqual(post.calls, ['r_1.1.0', 'r_2.1.0']);
  });
});

describe('a process that sleeps between its claim and the call', () => {
  it('does not call any more once others may have taken the call for lost', async () => {
    await using stage = await openStage();
    const post = new PaperPost();
    const sends = await openSendClaims(stage.documents);
    const asleep = Promise.withResolvers<void>();
    const wakes = Promise.withResolvers<void>();
    stage.storeFaults.after = async ({ collection, method }) => {
      if (collection !== 'sends' || method !== 'insert') return;
      asleep.resolve();
      await wakes.promise;
    };
    await stage.run(paperChannel, { password: '', post }, { ...FAST, sendMs: 10, firstReconcileMs: 600_000 });
    await stage.reply(reply('r_1', customer('anna')));
    await asleep.promise;
    const claim = await waitFor(() => sends.get('r_1.1.0'), { describe: 'the claim' });
    await sends.replace({ ...claim, state: 'unknown', result: ambiguous });
    await waitFor(() => Date.now() - claim.claimedAt > 10, { describe: 'the time of a call to pass' });
    wakes.resolve();
    await sent(stage, 'r_1', 'unknown');
    assert.deepEqual(post.calls, []);
  });
});

describe('a provider that hangs', () => {
  it('holds up the customer whose reply it has, and neither other customers nor other channels', async () => {
    await using stage = await openStage();
    const hangs = new PaperPost();
    const answer = Promise.withResolvers<SendResult>();
    hangs.script.push(() => answer.promise);
    const other: ChannelDefinition<PaperSettings> = { ...paperChannel, name: 'parchment' };
    const works = new PaperPost();
    await stage.run(paperChannel, { password: '', post: hangs }, FAST);
    await stage.run(other, { password: '', post: works }, FAST);
    await stage.reply(reply('stuck', customer('anna')));
    await waitFor(() => hangs.calls.includes('stuck.1.0'), { describe: 'the call that hangs', ...WITHIN });
    await stage.reply(reply('behind', customer('anna')));
    for (let n = 0; n < 20; n += 1) {
      await stage.reply(reply(`b_${n}`, customer(`bert-${n}`)));
      await stage.reply(reply(`c_${n}`, customer(`anna-${n}`, 'parchment')));
    }
    for (let n = 0; n < 20; n += 1) {
      await sent(stage, `b_${n}`);
      await sent(stage, `c_${n}`);
    }
    assert.ok(!hangs.calls.includes('behind.1.0'));
    answer.resolve({ outcome: 'sent', providerMessageId: 'p' });
    await sent(stage, 'behind');
    assert.ok(hangs.calls.indexOf('stuck.1.0') < hangs.calls.indexOf('behind.1.0'));
  });
});
