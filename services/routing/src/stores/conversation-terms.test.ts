import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { assignmentSettingsSchema } from '@onethread/contracts';
import type { AgentId, ConversationId, IdentityId, InboundMessage } from '@onethread/contracts';
import type { z } from 'zod';
import { proposeLink } from '../use-cases/link-identities.ts';
import { rebuild } from '../use-cases/rebuild/rebuild.ts';
import { receiveMessage } from '../use-cases/receive-message.ts';
import { resolveConversation } from '../use-cases/resolve-conversation.ts';
import { DAY_MS, identityRef, inbound, openTestContext } from '../use-cases/testing/test-context.ts';
import type { TestContext } from '../use-cases/testing/test-context.ts';
import { storeChannelAnnouncement } from '../use-cases/store-channel-announcement.ts';
import type { ConversationDocument } from './documents.ts';
import { CURRENT } from './settings-in-force.ts';

type SettingsInput = z.input<typeof assignmentSettingsSchema>;

function termsOf(conversation: ConversationDocument) {
  const { pool, queueId, weight, live, interruptible, priority, ruleId, settingsVersion } = conversation;
  return { pool, queueId, weight, live, interruptible, priority, ruleId, settingsVersion };
}

describe('where a new conversation goes', () => {
  let context: TestContext;
  let version = 0;
  beforeEach(async () => {
    version = 0;
    context = await openTestContext();
  });
  afterEach(() => context.close());

  /** Puts settings in force, as if they had been applied and announced. */
  const apply = async (settings: SettingsInput): Promise<void> => {
    version += 1;
    const by = { by: 'ada', at: context.now(), note: '', changes: [] };
    await context.collections.settings.remove(CURRENT);
    await context.collections.settings.insert({
      _id: CURRENT,
      version,
      settings: assignmentSettingsSchema.parse(settings),
      ...by,
    });
    context.collections.memory.settings.forget();
  };
  const conversationOf = async (id: ConversationId): Promise<ConversationDocument> => {
    const document = await context.collections.conversations.get(id);
    assert.ok(document);
    return document;
  };
  const arrives = async (name: string, id: string, over: Partial<InboundMessage> = {}, channel = 'pigeon') => {
    const { entry } = await receiveMessage(context, inbound(identityRef(name, channel), id, over));
    assert.ok(entry.body.kind === 'message');
    return await conversationOf(entry.body.conversationId);
  };
  const resolved = (conversationId: ConversationId) =>
    resolveConversation(context, { agentId: 'ada' as AgentId, conversationId });
  const resolveAll = async (): Promise<void> => {
    const query = { index: 'by_state', equals: ['open'], limit: 100 } as const;
    for (const { _id } of (await context.collections.conversations.find(query)).documents) await resolved(_id);
  };
  const SETTINGS = {
    pools: [
      { id: 'main', name: 'Main' },
      { id: 'bank', name: 'Bank' },
    ],
    queues: [
      { id: 'all', name: 'All', priority: 1 },
      { id: 'gold', name: 'Gold', priority: 2, pool: 'bank' },
      { id: 'refunds', name: 'Refunds' },
      { id: 'german', name: 'German' },
    ],
    rules: [
      { id: 'gold', name: 'Gold', queue: 'gold', when: { attributes: { plan: ['gold'] } }, priority: 3 },
      { id: 'refunds', name: 'Refunds', queue: 'refunds', when: { text: ['refund'] } },
      {
        id: 'german',
        name: 'German',
        queue: 'german',
        when: { languages: ['de'] },
        skills: [{ skill: 'german', level: 3 }],
      },
    ],
    skills: [{ id: 'german', name: 'German' }],
    channels: [
      { channel: 'pigeon', weight: 5, interruptible: true },
      { channel: 'owl', interruptible: false },
    ],
    defaultQueue: 'all',
  };

  it('is the first queue with the cost that the channel announces, until anything was applied', async () => {
    await storeChannelAnnouncement(context, {
      version: 1,
      type: 'channel-announced',
      occurredAt: 1,
      channel: 'pigeon',
      accounts: [],
      capabilities: { ...CAPABILITIES, live: false, weight: 2 },
    });
    const conversation = await arrives('anna', 'a1');
    assert.deepEqual(termsOf(conversation), {
      pool: 'main',
      queueId: 'default',
      weight: 2,
      live: false,
      interruptible: false,
      priority: 0,
      ruleId: undefined,
      settingsVersion: 0,
    });
    assert.equal(conversation.channel, 'pigeon');
    assert.deepEqual(conversation.skills, []);
  });

  it('is told by words, subject, attributes and language; the settings say what a channel costs', async () => {
    await apply(SETTINGS);
    const parts = [{ kind: 'text' as const, text: 'I want a refund' }];
    assert.deepEqual(termsOf(await arrives('anna', 'a1', { parts })), {
      pool: 'main',
      queueId: 'refunds',
      weight: 5,
      live: true,
      interruptible: true,
      priority: 0,
      ruleId: 'refunds',
      settingsVersion: 1,
    });
    assert.equal((await arrives('ben', 'b1', { subject: 'REFUND?' })).queueId, 'refunds');
    const choice = [{ kind: 'choice' as const, title: 'Refund', payload: 'r' }];
    assert.equal((await arrives('cleo', 'c1', { parts: choice })).queueId, 'refunds');
    const german = await arrives('dora', 'd1', { profile: { language: 'de-CH' } });
    assert.deepEqual([german.queueId, german.skills], ['german', [{ skill: 'german', level: 3 }]]);
    const gold = await arrives('eva', 'e1', { parts, profile: { attributes: { plan: 'gold' } } }, 'owl');
    assert.deepEqual(termsOf(gold), {
      pool: 'bank',
      queueId: 'gold',
      weight: 1,
      live: true,
      interruptible: false,
      priority: 5,
      ruleId: 'gold',
      settingsVersion: 1,
    });
    assert.equal((await arrives('finn', 'f1')).queueId, 'all');
  });

  it('is decided once: what is said later, other settings and a reopening change nothing', async () => {
    await apply(SETTINGS);
    const first = await arrives('anna', 'a1', { parts: [{ kind: 'text', text: 'refund' }] });
    await apply({ ...SETTINGS, rules: [], defaultQueue: 'german' });
    const said = await arrives('anna', 'a2', { profile: { attributes: { plan: 'gold' } } });
    assert.deepEqual(termsOf(said), termsOf(first));
    await resolved(first._id);
    const reopened = await arrives('anna', 'a3');
    assert.equal(reopened._id, first._id);
    assert.deepEqual(termsOf(reopened), termsOf(first));
    assert.equal((await arrives('ben', 'b1')).queueId, 'german');
  });

  it('asks what another address of the same person was told by', async () => {
    await apply(SETTINGS);
    await arrives('anna', 'o1', { profile: { attributes: { plan: 'gold' } } }, 'owl');
    const mail = await arrives('anna mail', 'm1');
    assert.equal(mail.queueId, 'all');
    const [a, b] = [identityRef('anna', 'owl'), identityRef('anna mail')].map((ref) => ref.identityId as IdentityId);
    assert.ok(a && b);
    await proposeLink(context, { a, b, evidence: 'agent', proved: false });
    await context.collections.memory.settled();
    await resolveAll();
    context.clock.advance(15 * DAY_MS);
    const later = await arrives('anna mail', 'm2');
    assert.notEqual(later._id, mail._id);
    assert.equal(later.queueId, 'gold');
  });

  it('is no difference when projections are checked under other settings, and is asked for again where it was lost', async () => {
    await apply(SETTINGS);
    const first = await arrives('anna', 'a1', { parts: [{ kind: 'text', text: 'refund' }] });
    await apply({ ...SETTINGS, defaultQueue: 'german' });
    const differences = async (repair: boolean): Promise<readonly string[]> => {
      await context.collections.memory.settled();
      const examples: string[] = [];
      await rebuild(context, { repair }, (progress) => void examples.push(...progress.examples));
      return examples;
    };
    assert.deepEqual(await differences(false), []);
    await context.collections.conversations.remove(first._id);
    assert.deepEqual(await differences(true), [`conversations/${first._id}`]);
    const again = await conversationOf(first._id);
    assert.deepEqual(termsOf(again), { ...termsOf(first), settingsVersion: 2 });
  });

  it('passes a calendar over that nobody can read', async () => {
    const calendar = { id: 'c', name: 'C', timeZone: 'Nowhere/At_All', week: {} };
    const rule = { id: 'r', name: 'R', queue: 'refunds', when: { hours: { calendar: 'c', open: false } } };
    await apply({ ...SETTINGS, calendars: [calendar], rules: [rule] });
    assert.equal((await arrives('anna', 'a1')).queueId, 'all');
    assert.deepEqual(context.counted, ['calendar-unreadable']);
  });

  it('costs no reading of the store for a message that begins nothing', async () => {
    await apply(SETTINGS);
    await arrives('anna', 'a1');
    let reads = 0;
    const { settings, channels } = context.collections;
    for (const collection of [settings, channels]) {
      const get = collection.get.bind(collection) as (id: string) => Promise<never>;
      Object.assign(collection, { get: (id: string) => ((reads += 1), get(id)) });
    }
    await arrives('anna', 'a2');
    await arrives('anna', 'a3');
    assert.equal(reads, 0);
  });
});

const CAPABILITIES = {
  label: 'Pigeon',
  color: '#000',
  glyph: 'P',
  maxTextLength: 1000,
  maxFiles: 0,
  maxFileBytes: 0,
  fileTypes: [],
  receipts: [],
  typing: false,
  live: true,
  weight: 1,
};
