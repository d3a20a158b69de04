import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { openStage } from '@onethread/channel-kit/contract';
import { INBOUND_RECEIPTS, type InboundMessage, type InboundRecord } from '@onethread/contracts';
import { waitFor, type WhatsappSimulatorOptions } from '@onethread/testkit';
import { whatsappChannel } from '../index.ts';
import { NUMBER, PERSON, settingsFor, simulate } from './harness.ts';

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

/** The channel between a simulated WhatsApp and a stage; all of it closes with the test. */
export async function play(
  t: TestContext,
  options: Partial<WhatsappSimulatorOptions> & { readonly env?: Readonly<Record<string, string>> } = {},
) {
  const { env = {}, ...simulated } = options;
  const whatsapp = await simulate(simulated);
  const stage = await openStage();
  t.after(async () => {
    await whatsapp.close();
    await stage[Symbol.asyncDispose]();
  });
  const life = await stage.run(whatsappChannel, settingsFor(whatsapp.url, env), QUICK);
  whatsapp.setWebhookUrl(`${stage.http.publicUrl}/webhooks/whatsapp`);
  whatsapp.addPerson(PERSON, { name: 'Anna Example' });
  const identity = life.host.identity(NUMBER, PERSON);
  const last = (entryId: string, status: string) =>
    waitFor(async () => (await stage.statuses(entryId)).findLast((told) => told.status === status), {
      describe: `${entryId} to be ${status}`,
    });
  const receipts = async () => {
    const found: { type: string; receipt?: string; providerMessageId?: string }[] = [];
    for await (const { value } of stage.log.read({ topic: INBOUND_RECEIPTS.name, from: { offset: 0 } })) {
      found.push(JSON.parse(value) as { type: string });
    }
    return found.filter(({ type }) => type === 'receipt');
  };
  return { whatsapp, stage, life, identity, last, receipts, refusals: () => stage.metrics.metrics() };
}

export function asMessage(record: InboundRecord | undefined): InboundMessage {
  assert.equal(record?.type, 'message');
  return record;
}
