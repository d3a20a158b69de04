import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { outboundRecordSchema } from '@onethread/contracts';
import type { AgentId, ChannelCapabilities, ConversationId, IdentityId } from '@onethread/contracts';
import { markRead } from './mark-read.ts';
import { receiveMessage } from './receive-message.ts';
import { receiveStanding } from './receive-standing.ts';
import { signalTyping, TYPING_EVERY_MS } from './signal-person.ts';
import { storeChannelAnnouncement } from './store-channel-announcement.ts';
import {
  customerOf,
  identityRef,
  inbound,
  openTestContext,
  standing,
  type TestContext,
} from './testing/test-context.ts';

const anna = identityRef('anna');
const identityId = anna.identityId as IdentityId;
const agentId = 'agent-1' as AgentId;

describe('what a person sees of agents', () => {
  let context: TestContext;
  let conversationId: ConversationId;
  beforeEach(async () => {
    context = await openTestContext();
    const { entry } = await receiveMessage(context, inbound(anna, 'a1'));
    assert.ok(entry.body.kind === 'message');
    conversationId = entry.body.conversationId;
  });
  afterEach(() => context.close());

  const announce = async (signals?: NonNullable<ChannelCapabilities['signals']>) => {
    const looks = { label: 'Pigeon', color: '#888', glyph: 'P', typing: false, live: false, weight: 1 };
    const limits = { maxTextLength: 1000, maxFiles: 1, maxFileBytes: 1000, fileTypes: [], receipts: [] };
    const capabilities = { ...looks, ...limits, ...(signals && { signals }) };
    const accounts = [{ account: 'pigeon-loft', label: 'Loft' }];
    const occurredAt = context.now();
    await storeChannelAnnouncement(context, {
      version: 1,
      type: 'channel-announced',
      occurredAt,
      channel: 'pigeon',
      accounts,
      capabilities,
    });
  };
  const told = async () => {
    await context.collections.memory.settled();
    return context.published
      .filter(({ topic }) => topic === 'outbound.pigeon.v1')
      .map(({ key, value }) => {
        assert.equal(key, identityId);
        const record = outboundRecordSchema.parse(JSON.parse(value));
        return record.type === 'signal' ? record.signal : record.type;
      });
  };
  const read = () => markRead(context, { agentId, customerId: customerOf(anna), upToUs: context.now() * 1000 + 999 });

  it('is typing, at most every three seconds in a conversation, and that each message was read, once', async () => {
    await announce(['typing', 'seen']);
    signalTyping(context, { conversationId, identityId });
    signalTyping(context, { conversationId, identityId });
    assert.deepEqual(await told(), ['typing']);
    context.clock.advance(TYPING_EVERY_MS);
    signalTyping(context, { conversationId, identityId });
    await read();
    context.clock.advance(1000);
    await read();
    assert.deepEqual(await told(), ['typing', 'typing', 'seen']);
    context.clock.advance(1000);
    await receiveMessage(context, inbound(anna, 'a2'));
    await read();
    assert.deepEqual((await told()).at(-1), 'seen');
    assert.equal((await told()).length, 4);
  });

  it('is what their channel can show, and nothing where it did not say so', async () => {
    signalTyping(context, { conversationId, identityId });
    assert.deepEqual(await told(), []);
    await announce(['seen']);
    context.collections.memory.channels.clear();
    context.clock.advance(TYPING_EVERY_MS);
    signalTyping(context, { conversationId, identityId });
    await read();
    assert.deepEqual(await told(), ['seen']);
  });

  it('is nothing where they may not be written to, or while the log is away', async () => {
    await announce(['typing', 'seen']);
    const away: TestContext = { ...context, publish: () => Promise.reject(new Error('the log is away')) };
    signalTyping(away, { conversationId, identityId });
    await context.collections.memory.settled();
    assert.ok(context.counted.includes('signal-lost'));
    await receiveStanding(context, standing(anna, '1', { standing: 'blocked', reason: 'blocked-by-person' }));
    context.clock.advance(TYPING_EVERY_MS);
    signalTyping(context, { conversationId, identityId });
    await read();
    assert.deepEqual(await told(), []);
  });
});
