import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createSettingsClient } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import { historyCollections } from '../../stores/collections.ts';
import type { ConversationDocument } from '../../stores/documents.ts';
import { openRouting, person, type TestRouting } from './testing/open-routing.ts';

const HOUR = 3_600_000;

let routing: TestRouting;
before(async () => {
  routing = await openRouting();
  const settings = createSettingsClient({ address: routing.address, token: () => routing.token('root', 'admin') });
  const targets = { firstResponseMinutes: 60, resolutionMinutes: 480 };
  await settings.applySettings({
    settings: { queues: [{ id: 'desk', name: 'Desk', targets }], defaultQueue: 'desk' },
  });
  settings.close();
});
after(() => routing.close());

test('agents see when a conversation is due; a missed target is told in its thread and counted, once', async () => {
  const anna = person('anna');
  await routing.writes(anna, 'hello?');
  const listed = async () => (await routing.history.listConversations({})).conversations.at(0);
  const conversation = await waitFor(async () => await listed(), { describe: 'the conversation in the list' });
  const { openedAtMs } = conversation;
  const clocks = conversation.clocks.map(({ dueMs, warnMs, ...clock }) => {
    return { ...clock, dueMs: dueMs - openedAtMs, warnMs: warnMs - openedAtMs };
  });
  assert.deepEqual(clocks, [
    { target: 'first-response', dueMs: HOUR, warnMs: 0.75 * HOUR, missed: false, leftMs: 0 },
    { target: 'resolution', dueMs: 8 * HOUR, warnMs: 7.75 * HOUR, missed: false, leftMs: 0 },
  ]);

  // As if it had been asked two hours ago.
  const stored = await routing.documents.collection<ConversationDocument>(historyCollections.conversations);
  const document = await stored.get(conversation.conversationId);
  assert.ok(document?.clocks);
  const [first, ...others] = document.clocks;
  assert.ok(first?.dueAt);
  const dueAt = first.dueAt - 2 * HOUR;
  const asked = { ...document, clocks: [{ ...first, dueAt }, ...others], clocksAt: dueAt + 1 };
  assert.equal((await stored.replace(asked)).outcome, 'applied');

  const events = async () => {
    const { items } = await routing.history.listItems({ customerId: anna.customerId });
    return items.flatMap(({ event }) => (event?.kind.startsWith('target-') ? [event] : []));
  };
  const told = await waitFor(
    async () => {
      const found = await events();
      return found.length >= 2 ? found : undefined;
    },
    { describe: 'the warning and the miss in the thread', withinMs: 30_000 },
  );
  assert.deepEqual(
    told.map(({ kind, target, dueMs }) => [kind, target, dueMs]),
    [
      ['target-warning', 'first-response', dueAt],
      ['target-missed', 'first-response', dueAt],
    ],
  );
  assert.deepEqual([(await listed())?.clocks[0]?.missed, (await listed())?.clocks[0]?.dueMs], [true, dueAt]);
  const counted = /onethread_targets_missed_total\{target="first-response",queue="desk"\} (\d+)\n/;
  const misses = await waitFor(async () => counted.exec(await routing.metrics.metrics())?.[1], {
    describe: 'the miss among the metrics',
  });
  assert.equal(misses, '1');
});
