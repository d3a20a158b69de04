import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStage } from '@onethread/channel-kit/contract';
import { createMessagingChannel } from '@onethread/meta-messaging';
import { waitFor } from '@onethread/testkit';
import { instagramChannel } from './index.ts';
import { messagingSettings } from './instagram-channel.ts';
import { PERSON, settingsFor, simulate } from './testing/harness.ts';

test('of a gap Instagram shows the twenty newest messages, and the thread tells that there are more', async (t) => {
  const graph = await simulate();
  const stage = await openStage();
  t.after(async () => {
    await graph.close();
    await stage[Symbol.asyncDispose]();
  });
  const settings = settingsFor(graph.url);
  const life = await stage.run(instagramChannel, settings);
  graph.setWebhookUrl(`${stage.http.publicUrl}/webhooks/instagram`);
  await graph.customers.sendText(PERSON, 'before').acknowledged;
  await life.service.stop();
  const unheard = Array.from({ length: 70 }, (_, at) => `unheard ${at}`);
  for (const text of unheard) graph.customers.writeUnheard(PERSON, text);
  const waits = { firstAfterMs: 1, pauseMs: 1 };
  const create: typeof instagramChannel.create = (host, given) =>
    createMessagingChannel(host, messagingSettings(given), waits);
  await stage.run({ ...instagramChannel, create }, settings);
  await waitFor(async () => (await stage.received()).length >= 22, { describe: 'the gap to be pulled' });
  const shown = (await stage.received()).map((record) => {
    const [part] = record.type === 'message' ? record.parts : [];
    return part?.kind === 'text' ? part.text : part?.kind;
  });
  assert.deepEqual(shown, ['before', 'card', ...unheard.slice(-20)]);
});
