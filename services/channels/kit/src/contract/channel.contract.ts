import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { StoredDocument } from '@onethread/documents';
import { waitFor } from '@onethread/testkit';
import type { ChannelEnds, ChannelHarness, PreparedChannel } from './channel-harness.ts';
import { openStage, type Life, type Stage } from './stage.ts';

export type * from './channel-harness.ts';
export * from './picture.contract.ts';
export { openStage, type Life, type Stage } from './stage.ts';

/** Waits short enough for a test; everything else as in production. */
const TEST_BOUNDS = { firstRetryMs: 20, mostRetryMs: 50, sweepEveryMs: 50, firstReconcileMs: 20, sendGraceMs: 200 };

interface Scene<Settings> {
  readonly stage: Stage;
  readonly prepared: PreparedChannel<Settings>;
  readonly life: Life;
  readonly at: ChannelEnds;
}

/** What every channel must keep. Run it from one `x.test.ts` of the channel with a harness for its protocol. */
export function channelContract<Settings>(name: string, harness: ChannelHarness<Settings>): void {
  async function play(run: (scene: Scene<Settings>) => Promise<void>, before?: (stage: Stage) => Promise<void>) {
    const prepared = await harness.prepare();
    try {
      await using stage = await openStage();
      await before?.(stage);
      const life = await stage.run(harness.definition, prepared.settings, TEST_BOUNDS);
      await run({ stage, prepared, life, at: { http: stage.http, host: life.host } });
    } finally {
      await prepared.close();
    }
  }

  void describe(`${name} keeps the channel contract`, () => {
    void test('a delivery is accepted and stands on the log once it is', () =>
      play(async ({ stage, prepared, life, at }) => {
        assert.equal(await prepared.deliver(1, at), 'accepted');
        const [message, ...others] = await stage.received();
        assert.equal(others.length, 0);
        assert.equal(message?.type, 'message');
        assert.deepEqual(message?.identity, prepared.customer(life.host));
      }));

    void test('the same delivery twice carries the same id, another one another', () =>
      play(async ({ stage, prepared, at }) => {
        for (const n of [1, 1, 2]) assert.equal(await prepared.deliver(n, at), 'accepted');
        const ids = (await stage.received()).map((message) => message.entryId);
        assert.equal(new Set(ids).size, 2);
        assert.notEqual(ids[0], ids.at(-1));
      }));

    void test('a delivery without a valid proof is refused and nothing of it is kept', () =>
      play(async ({ stage, prepared, at }) => {
        if (prepared.deliverForged === undefined) return;
        assert.equal(await prepared.deliverForged(at), 'unauthorised');
        assert.deepEqual(await stage.received(), []);
      }));

    void test('malformed input never gets past the edge, and the next delivery is accepted', () =>
      play(async ({ prepared, at }) => {
        for (const { name: what, deliver, verdicts } of prepared.malformed) {
          const verdict = await deliver(at);
          assert.ok(verdicts.includes(verdict), `${what}: ${verdict}`);
        }
        assert.equal(await prepared.deliver(1, at), 'accepted');
      }));

    void test('an oversize delivery is refused as too large, and the next delivery is accepted', () =>
      play(async ({ stage, prepared, at }) => {
        assert.equal(await prepared.deliverOversize(at), 'too-large');
        assert.deepEqual(await stage.received(), []);
        assert.equal(await prepared.deliver(1, at), 'accepted');
      }));

    void test('while the log is down nothing is accepted, and the repeat is stored under the same id', () =>
      play(async ({ stage, prepared, at }) => {
        stage.failPublishing('refused');
        assert.equal(await prepared.deliver(1, at), 'try-later');
        stage.failPublishing('answer-lost');
        assert.equal(await prepared.deliver(1, at), 'try-later');
        stage.failPublishing(undefined);
        assert.equal(await prepared.deliver(1, at), 'accepted');
        const ids = (await stage.received()).map((message) => message.entryId);
        assert.equal(ids.length, 2);
        assert.equal(new Set(ids).size, 1);
      }));

    void test('a plan is pure: the same reply gives the same JSON steps, before and after a restart', () =>
      play(async ({ prepared, life }) => {
        const reply = prepared.reply('r_pure', prepared.customer(life.host));
        const plan = life.channel.plan(reply);
        assert.ok(plan.length > 0);
        assert.deepEqual(life.channel.plan(structuredClone(reply)), plan);
        assert.deepEqual(JSON.parse(JSON.stringify(plan)), plan);
      }));

    void test('a reply goes out once, however often it is handed over, and its outcome is told', () =>
      play(async ({ stage, prepared, at, life }) => {
        await prepared.deliver(1, at);
        const reply = prepared.reply('r_once', prepared.customer(life.host));
        await stage.reply(reply);
        await stage.reply(reply);
        await settled(stage, 'r_once', 'sent', 2);
        const steps = life.channel.plan(reply).length;
        if (prepared.providerCalls !== undefined) assert.equal(prepared.providerCalls(), steps);
        const told = await stage.statuses('r_once');
        assert.equal(told[0]?.status, 'sending');
        assert.notEqual(told.find((status) => status.status === 'sent')?.providerMessageId, undefined);
      }));

    void test('a crash between claim and call leaves the reply unknown, and the provider is not called', () =>
      play(
        async ({ stage, prepared, life }) => {
          await stage.reply(prepared.reply('r_crash', prepared.customer(life.host)));
          await settled(stage, 'r_crash', 'unknown', 1);
          if (prepared.providerCalls !== undefined) assert.equal(prepared.providerCalls(), 0);
        },
        async (stage) => claimInAnotherLife(stage, 'r_crash'),
      ));

    void test('each answer of the provider is understood as the error table says', async (t) => {
      const rows = await harness.prepare();
      const { length } = rows.sendErrors;
      await rows.close();
      for (let row = 0; row < length; row += 1) {
        await play(async ({ prepared, life, at }) => {
          const expected = prepared.sendErrors[row];
          if (expected === undefined) return;
          await t.test(expected.name, async () => {
            await prepared.deliver(1, at);
            const message = prepared.reply(`r_error_${row}`, prepared.customer(life.host));
            const [step] = life.channel.plan(message);
            assert.ok(step !== undefined);
            await expected.arrange();
            const sendId = `r_error_${row}.1.0`;
            const result = await life.channel.send(step, { message, sendId, signal: AbortSignal.timeout(3_000) });
            assert.equal(result.outcome, expected.outcome, JSON.stringify(result));
            if (expected.text !== undefined) assert.match('text' in result ? result.text : '', expected.text);
          });
        });
      }
    });
  });
}

async function settled(stage: Stage, entryId: string, status: string, times: number): Promise<void> {
  await waitFor(async () => (await stage.statuses(entryId)).filter((told) => told.status === status).length >= times, {
    describe: `${entryId} to be told ${status} ${times} times`,
  });
}

/** What a process leaves behind that died between its claim and the provider's answer. */
async function claimInAnotherLife(stage: Stage, entryId: string): Promise<void> {
  const sends = await stage.documents.collection<StoredDocument>({
    name: 'sends',
    indexes: { toReconcile: { fields: ['reconcileAt'] } },
    expiresAtField: 'expiresAt',
  });
  const claim = {
    _id: `${entryId}.1.0`,
    state: 'sending',
    life: 'another life',
    claimId: 'another claim',
    claimedAt: Date.now(),
    tries: 1,
    expiresAt: Date.now() + 3_600_000,
  };
  await sends.insert(claim);
}
