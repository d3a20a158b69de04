import assert from 'node:assert/strict';
import { PERSON, setStage } from './testing/harness.ts';
import { test } from 'node:test';
import { createMessagingChannel } from '@onethread/meta-messaging';
import { waitFor } from '@onethread/testkit';
import { instagramChannel } from './index.ts';
import { messagingSettings } from './instagram-channel.ts';

test('of a gap Instagram shows the twenty newest messages, and the thread tells that there are more', async (t) => {
  const { graph, stage, settings, shown } = await setStage(t);
  const life = await stage.run(instagramChannel, settings);
  await graph.customers.sendText(PERSON, 'before').acknowledged;
  await life.service.stop();
  const unheard = Array.from({ length: 70 }, (_, at) => `unheard ${at}`);
  for (const text of unheard) graph.customers.writeUnheard(PERSON, text);
  const waits = { firstAfterMs: 1, pauseMs: 1 };
  const create: typeof instagramChannel.create = (host, given) =>
    createMessagingChannel(host, messagingSettings(given), waits);
  await stage.run({ ...instagramChannel, create }, settings);
  await waitFor(async () => (await stage.received()).length >= 22, { describe: 'the gap to be pulled' });
  const words = (await shown()).map(([part]) => (part?.kind === 'text' ? part.text : part?.kind));
  assert.deepEqual(words, ['before', 'card', ...unheard.slice(-20)]);
});
