import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  INBOUND_MESSAGES,
  INBOUND_RECEIPTS,
  inboundEntryId,
  outboundRecordSchema,
  outboundTopic,
  type ChannelAnnounced,
  type InboundStanding,
} from '@onethread/contracts';
import { waitFor } from '@onethread/testkit';
import { openRouting, person, type Person, type TestRouting } from './testing/open-routing.ts';

let routing: TestRouting;
before(async () => void (routing = await openRouting()));
after(() => routing.close());

const ref = ({ identityId, name }: Person) => ({ identityId, channel: 'pigeon', account: 'loft', externalId: name });
const parts = [{ text: { text: 'hi' } }];

async function says(who: Person, standing: InboundStanding['standing'], reason: InboundStanding['reason']) {
  const record: InboundStanding = {
    version: 1,
    type: 'standing',
    occurredAt: Date.now(),
    entryId: inboundEntryId('pigeon', 'loft', `standing:${who.name}:${reason}`),
    identity: ref(who),
    profile: {},
    standing,
    reason,
    text: reason,
  };
  // The log delivers at least once.
  const sent = { topic: INBOUND_MESSAGES.name, key: who.identityId, value: JSON.stringify(record) };
  await routing.log.publish([sent, sent]);
}

async function announce(signals: NonNullable<ChannelAnnounced['capabilities']['signals']>): Promise<void> {
  const looks = { label: 'Pigeon', color: '#888', glyph: 'P', typing: false, live: true, weight: 1 };
  const limits = { maxTextLength: 1000, textUnit: 'sms' as const, maxFiles: 1, maxFileBytes: 1000, fileTypes: [] };
  const windows = { replyWindowHours: 24, personWindowHours: 168, maxTotalFileBytes: 5000 };
  const capabilities = { ...looks, ...limits, ...windows, receipts: [], signals };
  const occurredAt = Date.now();
  const accounts = [{ account: 'loft', label: 'Loft' }];
  const record: ChannelAnnounced = {
    version: 1,
    type: 'channel-announced',
    occurredAt,
    channel: 'pigeon',
    accounts,
    capabilities: { ...capabilities, fileLimits: [{ type: 'image/*', maxBytes: 500 }] },
  };
  await routing.log.publish([{ topic: INBOUND_RECEIPTS.name, key: 'pigeon', value: JSON.stringify(record) }]);
}

async function signsSent(): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { value } of routing.log.read({ topic: outboundTopic('pigeon').name, from: { offset: 0 } })) {
    const record = outboundRecordSchema.parse(JSON.parse(value));
    if (record.type === 'signal') found.push(`${record.identity.externalId} ${record.signal}`);
  }
  return found;
}

test('an agent sees what a channel allows, that the person opted out, is refused, and may answer once they are back', async () => {
  await announce(['typing', 'seen']);
  const agentId = await routing.agent('ada', 'supervisor');
  const device = await routing.device(agentId);
  const channel = await waitFor(
    async () => {
      await device.ask({ hello: { clientId: 'test' } });
      const welcome = device.events.findLast((event) => event.welcome)?.welcome;
      return welcome?.channels.find((one) => one.channel === 'pigeon');
    },
    { describe: 'the channel to be announced' },
  );
  assert.deepEqual(
    [channel.textUnit, channel.personWindowHours, channel.maxTotalFileBytes, channel.fileLimits],
    ['sms', 168, 5000, [{ type: 'image/*', maxBytes: 500 }]],
  );

  const vera = person('vera');
  await routing.writes(vera, 'hello');
  const { conversationId } = await waitFor(
    async () =>
      (await routing.history.listConversations({ state: 'OPEN' })).conversations.find(
        ({ customerId }) => customerId === vera.customerId,
      ),
    { describe: 'the conversation' },
  );
  await device.ask({ follow: { customerId: vera.customerId } });
  const shown = await device.until(({ thread }) => (thread?.snapshot === true ? thread : undefined));
  assert.ok((shown.watermarks.find(({ identityId }) => identityId === vera.identityId)?.wroteAtMs ?? 0) > 0);
  assert.equal(shown.identities[0]?.standing, '');

  assert.equal((await device.ask({ typing: { conversationId } })).code, 'ok');
  const upToUs = shown.items[0]?.atUs ?? 0;
  assert.equal((await device.ask({ read: { customerId: vera.customerId, upToUs } })).code, 'ok');
  await waitFor(async () => (await signsSent()).length === 2, { describe: 'both signs' });
  assert.deepEqual((await signsSent()).toSorted(), ['vera seen', 'vera typing']);

  await says(vera, 'blocked', 'opted-out');
  const told = await device.until(({ thread }) =>
    thread?.items.some(({ event }) => event?.kind === 'address-blocked') === true ? thread : undefined,
  );
  const event = told.items.find((item) => item.event)?.event;
  assert.deepEqual([event?.reason, event?.text], ['opted-out', 'opted-out']);
  const [identity] = told.identities;
  assert.deepEqual([identity?.standing, identity?.standingReason], ['blocked', 'opted-out']);
  assert.ok((identity?.standingSinceMs ?? 0) > 0);
  const refused = await device.ask({ reply: { clientMessageId: 'm1', conversationId, parts } });
  assert.deepEqual([refused.code, refused.retryable], ['blocked', false]);
  assert.match(refused.message, /opted out/);

  await says(vera, 'open', 'opted-in');
  await device.until(({ thread }) => thread?.items.find((item) => item.event?.kind === 'address-open'));
  assert.equal((await device.ask({ reply: { clientMessageId: 'm1', conversationId, parts } })).code, 'ok');
});
