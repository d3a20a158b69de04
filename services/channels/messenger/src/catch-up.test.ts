import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { ChannelDefinition } from '@onethread/channel-kit';
import { openStage } from '@onethread/channel-kit/contract';
import type { InboundMessage } from '@onethread/contracts';
import { createMessagingChannel } from '@onethread/meta-messaging';
import { outboundMessage, textPart, waitFor, type GraphSimulatorOptions } from '@onethread/testkit';
import { messengerChannel, type MessengerSettings } from './index.ts';
import { messagingSettings } from './messenger-channel.ts';
import { PAGE, PSID, settingsFor, simulate } from './testing/harness.ts';

/** The same channel, looking for a gap at once. */
const eager: ChannelDefinition<MessengerSettings> = {
  ...messengerChannel,
  create: (host, settings) =>
    createMessagingChannel(host, messagingSettings(settings), { firstAfterMs: 1, pauseMs: 1 }),
};

async function play(t: TestContext, options: Partial<GraphSimulatorOptions> = {}) {
  let looks = 0;
  const graph = await simulate({
    ...options,
    onEvent: (event) => void (event.kind === 'call' && event.path.endsWith('/conversations') && (looks += 1)),
  });
  const stage = await openStage();
  t.after(async () => {
    await graph.close();
    await stage[Symbol.asyncDispose]();
  });
  const settings = settingsFor(graph.url);
  const messages = async () =>
    (await stage.received()).filter((record): record is InboundMessage => record.type === 'message');
  const texts = async () =>
    (await messages()).map(({ author, parts: [part] }) => [author, part?.kind === 'text' ? part.text : part?.kind]);
  /** Runs another life until it knows where it stands; tells whether it took the right to pull. */
  async function takesTheRight(): Promise<boolean> {
    const calls: string[] = [];
    stage.storeFaults.after = ({ collection, method }) =>
      void (collection === 'high_water_marks' && calls.push(method));
    const life = await stage.run(eager, settings);
    await waitFor(() => calls.includes('get'), { describe: 'the high-water mark to be read' });
    await life.service.stop();
    return calls.includes('replace');
  }
  return { graph, stage, settings, messages, texts, takesTheRight, looks: () => looks };
}

test('what no webhook brought while we were away is pulled, under the ids that webhooks give', async (t) => {
  const { graph, stage, settings, messages, texts } = await play(t);
  const before = await stage.run(messengerChannel, settings);
  graph.setWebhookUrl(`${stage.http.publicUrl}/webhooks/messenger`);
  const { acknowledged } = graph.customers.sendText(PSID, 'before');
  await acknowledged;
  const identity = before.host.identity(PAGE, PSID);
  await stage.reply(outboundMessage({ entryId: 'r_ours', identity, parts: [textPart('our answer')] }));
  await waitFor(async () => (await stage.statuses('r_ours')).some(({ status }) => status === 'sent'), {
    describe: 'our answer to be sent',
  });
  await before.service.stop();
  for (const psid of [PSID, '777', '778']) graph.customers.writeUnheard(psid, `unheard of ${psid}`);
  graph.customers.writeUnheard(PSID, 'and more');

  await stage.run(eager, settings);
  await waitFor(async () => (await texts()).length >= 5, { describe: 'the gap to be pulled' });
  const ids = new Map(
    (await messages()).map(({ entryId, parts: [part] }) => [entryId, part?.kind === 'text' ? part.text : '']),
  );
  assert.deepEqual(
    [...ids.values()].toSorted(),
    ['and more', 'before', 'unheard of 5550001112223334', 'unheard of 777', 'unheard of 778'].toSorted(),
  );
  assert.ok(
    (await texts()).every(([author]) => author === 'customer'),
    'our own answer is no colleague’s message',
  );
});

test('one replica pulls, and only once in a while', async (t) => {
  const { graph, stage, settings, takesTheRight, looks } = await play(t);
  const first = await stage.run(messengerChannel, settings);
  graph.setWebhookUrl(`${stage.http.publicUrl}/webhooks/messenger`);
  await graph.customers.sendText(PSID, 'hello').acknowledged;
  await first.service.stop();
  const second = await stage.run(eager, settings);
  await waitFor(() => looks() > 0, { describe: 'a look at the conversations' });
  await second.service.stop();
  assert.equal(await takesTheRight(), false);
  assert.equal(looks(), 1);
});

test('a Page of which nothing was ever heard is not searched', async (t) => {
  const { takesTheRight, looks } = await play(t);
  assert.equal(await takesTheRight(), false);
  assert.equal(looks(), 0);
});
