import {
  followUpEntryId,
  INBOUND_MESSAGES,
  INBOUND_RECEIPTS,
  inboundEntryId,
  inboundRecordSchema,
  OUTBOUND_STATUS,
  outboundReportSchema,
  outboundStatusSchema,
  receiptRecordSchema,
  type ChannelAnnounced,
  type IdentityRef,
  type ParkedReport,
  type Profile,
} from '@onethread/contracts';
import type { OutgoingRecord } from '@onethread/log';
import type { z } from 'zod';
import type { EvidenceDraft, InboundDraft, ReceiptDraft, StandingDraft, StatusDraft } from '../channel-host.ts';
import { InvalidInboundError } from '../errors.ts';

/** Drafts as channels write them → records as the contract wants them. Each throws `InvalidInboundError` where it does not fit. */

export function inboundRecord(channel: string, draft: InboundDraft, now: number): OutgoingRecord {
  const { account } = draft.identity;
  const envelope = { version: 1, occurredAt: now };
  const record =
    draft.type === 'message'
      ? { ...envelope, ...draft, entryId: inboundEntryId(channel, account, draft.providerMessageId) }
      : revision(channel, draft, envelope);
  return recordOf(INBOUND_MESSAGES.name, draft.identity.identityId, inboundRecordSchema, record);
}

function revision(channel: string, draft: Extract<InboundDraft, { type: 'revision' }>, envelope: object) {
  const { changeId, ...rest } = draft;
  // Prefixed, since a provider may name a change after the message that it changes.
  return { ...envelope, ...rest, entryId: inboundEntryId(channel, draft.identity.account, `change:${changeId}`) };
}

export function evidenceRecord(draft: EvidenceDraft, now: number): OutgoingRecord {
  const { identity, other, evidence } = draft;
  if (identity.identityId === other.identityId) throw new InvalidInboundError('evidence needs two identities');
  // Whichever of the two it is told of, it is one fact.
  const both = [identity.identityId, other.identityId].toSorted().join(':');
  const record = { version: 1, occurredAt: now, type: 'evidence', ...draft, entryId: followUpEntryId(both, evidence) };
  return recordOf(INBOUND_MESSAGES.name, identity.identityId, inboundRecordSchema, record);
}

export function standingRecord(channel: string, draft: StandingDraft, now: number): OutgoingRecord {
  const { changeId, ...rest } = draft;
  const entryId = inboundEntryId(channel, draft.identity.account, `standing:${changeId}`);
  const record = { version: 1, occurredAt: now, type: 'standing', ...rest, entryId };
  return recordOf(INBOUND_MESSAGES.name, draft.identity.identityId, inboundRecordSchema, record);
}

/** `at`: when it was learned, epoch ms; what is older than a person's erasure counts no more. */
export function profileRecord(
  { channel, ...ref }: IdentityRef,
  profile: Profile,
  { at, changeId }: { readonly at: number; readonly changeId: string },
): OutgoingRecord {
  const entryId = inboundEntryId(channel, ref.account, `profile:${changeId}`);
  const record = { version: 1, occurredAt: at, type: 'profile', entryId, identity: { channel, ...ref }, profile };
  return recordOf(INBOUND_MESSAGES.name, ref.identityId, inboundRecordSchema, record);
}

export function receiptRecord(draft: ReceiptDraft, now: number): OutgoingRecord {
  const record = { version: 1, occurredAt: now, type: 'receipt', ...draft };
  return recordOf(INBOUND_RECEIPTS.name, draft.identity.identityId, receiptRecordSchema, record);
}

export function typingRecord(identity: IdentityRef, now: number): OutgoingRecord {
  const record = { version: 1, occurredAt: now, type: 'typing', identity };
  return recordOf(INBOUND_RECEIPTS.name, identity.identityId, receiptRecordSchema, record);
}

export function announcementRecord(announcement: Omit<ChannelAnnounced, 'version' | 'type'>): OutgoingRecord {
  const record = { version: 1, type: 'channel-announced', ...announcement };
  return recordOf(INBOUND_RECEIPTS.name, announcement.channel, receiptRecordSchema, record);
}

export function statusRecord(draft: StatusDraft, now: number): OutgoingRecord {
  const record = { version: 1, occurredAt: now, type: 'status', ...draft, ...shortened(draft.reason) };
  return recordOf(OUTBOUND_STATUS.name, draft.identity.identityId, outboundStatusSchema, record);
}

export function parkedRecord(
  report: Omit<ParkedReport, 'version' | 'type' | 'occurredAt'>,
  now: number,
): OutgoingRecord {
  const record = { version: 1, occurredAt: now, type: 'parked', ...report, ...shortened(report.reason) };
  return recordOf(OUTBOUND_STATUS.name, report.identity.identityId, outboundReportSchema, record);
}

/** Providers' own words have no bound; ours have. */
function shortened(reason: { readonly code: string; readonly text: string } | undefined) {
  if (reason === undefined) return {};
  return { reason: { ...reason, code: reason.code.slice(0, 100), text: reason.text.slice(0, 1000) } };
}

function recordOf(topic: string, key: string, schema: z.ZodType, record: object): OutgoingRecord {
  const parsed = schema.safeParse(record);
  if (!parsed.success) {
    // Paths and rules, never values: they may be a person's words.
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; ');
    throw new InvalidInboundError(`not what ${topic} takes: ${faults}`);
  }
  return { topic, key, value: JSON.stringify(parsed.data) };
}
