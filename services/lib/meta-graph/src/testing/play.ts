import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { openStage } from '@onethread/channel-kit/contract';
import {
  INBOUND_RECEIPTS,
  receiptRecordSchema,
  type InboundMessage,
  type InboundRecord,
  type Receipt,
} from '@onethread/contracts';
import { waitFor } from '@onethread/testkit';
import type { MetaSide, Observed, SimulatedMeta } from './meta-side.ts';

const QUICK = {
  firstRetryMs: 10,
  mostRetryMs: 20,
  sweepEveryMs: 20,
  firstReconcileMs: 10,
  mostReconcileMs: 50,
  sendGraceMs: 200,
  sendMs: 300,
  reauthoriseEveryMs: 50,
};

/** Options of the simulator, and settings of the channel beside those that every test needs. */
export type PlayOptions<Options> = Options & { readonly env?: Readonly<Record<string, string>> };

/** A simulated Meta and a stage without a channel yet; all of it closes with the test. */
export async function setStage<Settings, Provider extends SimulatedMeta<never>, Options extends Observed>(
  t: TestContext,
  side: MetaSide<Settings, Provider, Options>,
  options: PlayOptions<Options>,
) {
  /** Paths of the calls that our side made. */
  const calls: string[] = [];
  const provider = await side.simulate({
    ...options,
    onEvent(event) {
      if (event.kind === 'call') calls.push(event.path);
      options.onEvent?.(event);
    },
  });
  const stage = await openStage();
  t.after(async () => {
    await provider.close();
    await stage[Symbol.asyncDispose]();
  });
  side.introduce(provider);
  provider.setWebhookUrl(`${stage.http.publicUrl}${side.webhookPath}`);
  /** Messages in the order of the log; anything else is a fault. */
  const messages = async () => (await stage.received()).map(asMessage);
  const shown = async () => (await messages()).map(({ parts }) => parts);
  const receipts = async (): Promise<readonly Receipt[]> => {
    const found: Receipt[] = [];
    for await (const { value } of stage.log.read({ topic: INBOUND_RECEIPTS.name, from: { offset: 0 } })) {
      const read = receiptRecordSchema.parse(JSON.parse(value));
      if (read.type === 'receipt') found.push(read);
    }
    return found;
  };
  /** The latest report of this status, once it stands. */
  const last = (entryId: string, status: string) =>
    waitFor(async () => (await stage.statuses(entryId)).findLast((told) => told.status === status), {
      describe: `${entryId} to be ${status}`,
    });
  const refusals = (): Promise<string> => stage.metrics.metrics();
  const settings = side.settingsFor(provider.url, options.env);
  return { provider, calls, stage, settings, messages, shown, receipts, last, refusals };
}

/** The channel between a simulated Meta and a stage. */
export async function play<Settings, Provider extends SimulatedMeta<never>, Options extends Observed>(
  t: TestContext,
  side: MetaSide<Settings, Provider, Options>,
  options: PlayOptions<Options>,
) {
  const set = await setStage(t, side, options);
  const life = await set.stage.run(side.definition, set.settings, QUICK);
  return { ...set, life, identity: life.host.identity(side.account, side.person) };
}

export function asMessage(record: InboundRecord | undefined): InboundMessage {
  assert.equal(record?.type, 'message');
  return record;
}
