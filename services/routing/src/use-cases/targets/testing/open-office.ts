import assert from 'node:assert/strict';
import { assignmentSettingsSchema, followUpEntryId } from '@onethread/contracts';
import type {
  AgentId,
  AssignmentSettings,
  ConversationId,
  EntryBody,
  EntryId,
  InboundMessage,
} from '@onethread/contracts';
import type { Clock, TargetName } from '../../../domain/targets/clock.ts';
import { append } from '../../../stores/append.ts';
import type { ConversationDocument } from '../../../stores/documents.ts';
import { CURRENT } from '../../../stores/settings-in-force.ts';
import { receiveMessage } from '../../receive-message.ts';
import { sendReply } from '../../send-reply.ts';
import { identityRef, inbound, openTestContext } from '../../testing/test-context.ts';
import type { TestContext } from '../../testing/test-context.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const agentId = 'agent-1' as AgentId;
export const anna = identityRef('anna');
export const phone = identityRef('phone', 'drum');

const hours = ['09:00-17:00'];

/** Conversations come to `desk`, which keeps office hours. */
export const SETTINGS = assignmentSettingsSchema.parse({
  calendars: [
    {
      id: 'office',
      name: 'Office',
      timeZone: 'Europe/Berlin',
      week: { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours },
    },
  ],
  queues: [
    {
      id: 'desk',
      name: 'Desk',
      calendar: 'office',
      targets: { firstResponseMinutes: 60, nextResponseMinutes: 120, resolutionMinutes: 480 },
    },
    { id: 'urgent', name: 'Urgent', targets: { firstResponseMinutes: 10, warnMinutes: 15 } },
    { id: 'whenever', name: 'Whenever' },
  ],
  defaultQueue: 'desk',
});

/** A Monday, an hour after the office opened. */
export const MONDAY = Date.parse('2026-06-01T10:00+02:00');

/** Customers who write and an agent who answers, where targets are set. */
export interface Office {
  readonly context: TestContext;
  readonly putSettings: (version: number, settings: AssignmentSettings) => Promise<void>;
  /** A customer's message, anna's unless said otherwise. */
  readonly write: (over?: Partial<InboundMessage>, identity?: typeof anna) => Promise<ConversationId>;
  readonly reply: (conversationId: ConversationId, seen?: Record<string, number>) => Promise<EntryId>;
  readonly stored: (conversationId: ConversationId) => Promise<ConversationDocument>;
  readonly clockOf: (conversationId: ConversationId, target: TargetName) => Promise<Clock>;
  /** What the thread was told of targets. */
  readonly told: (conversationId: ConversationId) => Promise<readonly EntryBody[]>;
  readonly kinds: (conversationId: ConversationId) => Promise<readonly string[]>;
  /** To another queue, as the owner writes it: the document first, then the fact. */
  readonly transfer: (conversationId: ConversationId, queueId: string) => Promise<void>;
}

export async function openOffice(): Promise<Office> {
  const context = await openTestContext();
  context.clock.set(MONDAY);
  let said = 0;

  async function putSettings(version: number, settings: AssignmentSettings): Promise<void> {
    const { collections } = context;
    const known = await collections.settings.get(CURRENT);
    const document = { _id: CURRENT, version, settings, by: 'test', at: 0, note: '', changes: [] };
    if (known === undefined) await collections.settings.insert(document);
    else await collections.settings.replace({ ...document, rev: known.rev });
    collections.memory.settings.forget();
  }
  async function write(over: Partial<InboundMessage> = {}, identity = anna): Promise<ConversationId> {
    const { entry } = await receiveMessage(context, inbound(identity, `text-${(said += 1)}`, over));
    assert.ok(entry.body.kind === 'message');
    return entry.body.conversationId;
  }
  async function reply(conversationId: ConversationId, seen?: Record<string, number>): Promise<EntryId> {
    const text = { agentId, agentName: 'Ada', clientMessageId: `reply-${(said += 1)}`, conversationId };
    const parts = [{ kind: 'text' as const, text: 'hello' }];
    const { itemId } = await sendReply(context, { ...text, parts, ...(seen === undefined ? {} : { seen }) });
    return itemId;
  }
  async function stored(conversationId: ConversationId): Promise<ConversationDocument> {
    await context.collections.memory.settled();
    const document = await context.collections.conversations.get(conversationId);
    assert.ok(document);
    return document;
  }
  async function clockOf(conversationId: ConversationId, target: TargetName): Promise<Clock> {
    const clock = (await stored(conversationId)).clocks?.find((one) => one.target === target);
    assert.ok(clock, `no clock of ${target}`);
    return clock;
  }
  async function told(conversationId: ConversationId): Promise<readonly EntryBody[]> {
    const { homeId } = await stored(conversationId);
    const { documents } = await context.collections.entries.find({ index: 'by_stream', equals: [homeId], limit: 500 });
    return documents.map(({ body }) => body).filter(({ kind }) => kind.startsWith('target-'));
  }
  async function kinds(id: ConversationId): Promise<readonly string[]> {
    return (await told(id)).map((body) => `${body.kind} ${'target' in body ? body.target : ''}`);
  }
  async function transfer(conversationId: ConversationId, queueId: string): Promise<void> {
    const document = await stored(conversationId);
    await context.collections.conversations.replace({ ...document, queueId });
    const body = { kind: 'queued' as const, conversationId, queueId, agentId, decidedAt: context.now() };
    await append(context, document.homeId, followUpEntryId(conversationId, `queued:${queueId}`), () => body);
  }

  await putSettings(1, SETTINGS);
  return { context, putSettings, write, reply, stored, clockOf, told, kinds, transfer };
}
