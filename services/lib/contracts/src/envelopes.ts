import { z } from 'zod';
import { MAX_PARTS, PART_KINDS, partSchema } from './parts.ts';
import { personContextSchema } from './person-context.ts';

/**
 * Values of the topics, version 1. Evolution: only optional fields are added; readers ignore what they do not know.
 * Instants are epoch milliseconds unless the name says otherwise.
 */
const envelope = { version: z.literal(1), occurredAt: z.number().int(), traceparent: z.string().optional() };

export const identityRefSchema = z.object({
  identityId: z.string().min(1).max(64),
  channel: z.string().min(1).max(40),
  account: z.string().min(1).max(200),
  externalId: z.string().min(1).max(320),
});
export type IdentityRef = z.infer<typeof identityRefSchema>;

/** Attributes of a person that are kept. */
export const MAX_ATTRIBUTES = 20;

/** What the channel knows about the person; each field a claim, `verified` only by proof of the channel or the app's backend. */
export const profileSchema = z.object({
  name: z.string().max(200).optional(),
  /** The address as shown to agents: +44 7700 900001, anna@example.org. */
  address: z.string().max(320).optional(),
  email: z.string().max(320).optional(),
  phone: z.string().max(40).optional(),
  language: z.string().max(35).optional(),
  /** Their picture, see `pictureBlobId`; empty: they have none any more. Counts in a `profile` record alone. */
  avatarBlobId: z.string().optional(),
  /** Set by the app backend's signed token: the user id that this identity is proven to be. */
  verifiedUser: z.string().max(320).optional(),
  /**
   * Addresses that are proved to be this person's, in normal form (`normalAddress`): by the app's backend (`email_verified`,
   * `phone_number_verified`), or of a mail whose DMARC passed.
   */
  provedEmail: z.string().max(320).optional(),
  provedPhone: z.string().max(40).optional(),
  /** What the app's backend says of its user ("plan": "gold"), for rules; at most 20. */
  attributes: z
    .record(z.string().min(1).max(64), z.string().max(200))
    .refine((all) => Object.keys(all).length <= MAX_ATTRIBUTES, 'too many attributes')
    .optional(),
  /** Where they were and with what they wrote, where they agreed to tell. */
  context: personContextSchema.optional(),
});
export type Profile = z.infer<typeof profileSchema>;

/** What the provider says a message answers, strongest first. */
export const threadRefSchema = z.object({ kind: z.enum(['conversation', 'message']), value: z.string().max(1000) });

export const inboundMessageSchema = z.object({
  ...envelope,
  type: z.literal('message'),
  /** Idempotency key: `inboundEntryId(channel, account, providerMessageId)`. */
  entryId: z.string().min(1).max(64),
  identity: identityRefSchema,
  profile: profileSchema,
  providerMessageId: z.string().max(1000),
  /** When the provider says that it was written. */
  providerTime: z.number().int().optional(),
  /** `agent`: written by a person of ours in the provider's own inbox (an echo). */
  author: z.enum(['customer', 'agent']),
  /** Out-of-office answers, mailing lists: shown, never reopens, never answered. */
  automatic: z.boolean().default(false),
  threadRefs: z.array(threadRefSchema).max(60).default([]),
  subject: z.string().max(1000).optional(),
  parts: z.array(partSchema).min(1).max(MAX_PARTS),
  /** What an agent should know about how far to trust it ("DMARC failed"). */
  notice: z.string().max(500).optional(),
});
export type InboundMessage = z.infer<typeof inboundMessageSchema>;

/** A customer changed or withdrew an earlier message. */
export const inboundRevisionSchema = z.object({
  ...envelope,
  type: z.literal('revision'),
  entryId: z.string().min(1).max(64),
  identity: identityRefSchema,
  /** The message that it changes. */
  providerMessageId: z.string().max(1000),
  change: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('edit'), parts: z.array(partSchema).min(1).max(MAX_PARTS) }),
    z.object({ kind: z.literal('unsend') }),
    z.object({ kind: z.literal('reaction'), emoji: z.string().max(40), active: z.boolean() }),
  ]),
});
export type InboundRevision = z.infer<typeof inboundRevisionSchema>;

/**
 * A channel has seen both proofs that two identities are one person, such as a visitor's secret beside a user's token at
 * sign-in. Key: `identity`; what that person writes next comes after it.
 */
export const inboundEvidenceSchema = z.object({
  ...envelope,
  type: z.literal('evidence'),
  /** `followUpEntryId` of both identities and the kind: told again it changes nothing. */
  entryId: z.string().min(1).max(64),
  identity: identityRefSchema,
  profile: profileSchema,
  other: identityRefSchema,
  evidence: z.enum(['login']),
});
export type InboundEvidence = z.infer<typeof inboundEvidenceSchema>;

/**
 * Whether this person may be written to at this address has changed: they said so themselves (STOP, START, blocked the
 * bot), or the provider did (no such mailbox). The last one counts; messages in between stand in its order. Key: `identity`.
 */
export const inboundStandingSchema = z.object({
  ...envelope,
  type: z.literal('standing'),
  /** Told again under the same id it changes nothing. */
  entryId: z.string().min(1).max(64),
  identity: identityRefSchema,
  profile: profileSchema,
  /**
   * `blocked`: nothing goes out to it until it is `open` again. `no-copies`: answers do, copies of what was answered elsewhere
   * (`copyOf`) do not. A value of its own, no field beside `blocked`: whoever does not know it must not take it for that.
   */
  standing: z.enum(['open', 'no-copies', 'blocked']),
  /** Why, as a stable code; texts for agents are made of it. */
  reason: z.enum([
    'opted-out',
    'opted-in',
    'blocked-by-person',
    'unblocked-by-person',
    'address-gone',
    'wrote-again',
    'refused-copies',
    'takes-copies',
  ]),
  /** The provider's own words, if any. */
  text: z.string().max(500).optional(),
});
export type InboundStanding = z.infer<typeof inboundStandingSchema>;

/**
 * What a channel learned of a person beside what they write, such as their picture. No fact of the thread: the claims of
 * the latest one count. Key: `identity`.
 */
export const inboundProfileSchema = z.object({
  ...envelope,
  type: z.literal('profile'),
  entryId: z.string().min(1).max(64),
  identity: identityRefSchema,
  profile: profileSchema,
});
export type InboundProfile = z.infer<typeof inboundProfileSchema>;

export const inboundRecordSchema = z.discriminatedUnion('type', [
  inboundMessageSchema,
  inboundRevisionSchema,
  inboundEvidenceSchema,
  inboundStandingSchema,
  inboundProfileSchema,
]);
export type InboundRecord = z.infer<typeof inboundRecordSchema>;

/** Of the customer's side. One of the three ways to say which of our messages are meant. */
export const receiptSchema = z.object({
  ...envelope,
  type: z.literal('receipt'),
  identity: identityRefSchema,
  receipt: z.enum(['delivered', 'read']),
  providerMessageId: z.string().max(1000).optional(),
  /** Every message sent to this identity up to this time (epoch ms). */
  watermark: z.number().int().optional(),
  /** In-app: our entry id, and everything to this identity before it. */
  upToEntryId: z.string().max(64).optional(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** Dropped by readers when older than 6 s. */
export const typingSchema = z.object({ ...envelope, type: z.literal('typing'), identity: identityRefSchema });

/** Sent by each channel at start and on change, key = channel: what the desk shows and the composer allows. */
export const channelAnnouncedSchema = z.object({
  ...envelope,
  type: z.literal('channel-announced'),
  channel: z.string().min(1).max(40),
  accounts: z.array(z.object({ account: z.string(), label: z.string() })).max(500),
  capabilities: z.object({
    /** As agents read it: SMS, Email. */
    label: z.string().max(40),
    /** CSS colour of the mark, and one or two characters or an emoji inside it. */
    color: z.string().max(20),
    glyph: z.string().max(4),
    /** Most of one reply's text, in `textUnit`. */
    maxTextLength: z.number().int().positive(),
    /**
     * What a text is measured in: UTF-16 code units, bytes of UTF-8 (Instagram), or characters whose SMS segments are
     * counted and shown before sending. Absent: characters.
     */
    textUnit: z.enum(['characters', 'bytes', 'sms']).optional(),
    maxFiles: z.number().int().nonnegative(),
    maxFileBytes: z.number().int().nonnegative(),
    /** All files of one reply together; absent: only each by itself. */
    maxTotalFileBytes: z.number().int().positive().optional(),
    /** Content types that may be sent, such as image/*; empty = any. */
    fileTypes: z.array(z.string()),
    /** Smaller limits of some types; the first that fits counts. */
    fileLimits: z
      .array(z.object({ type: z.string().max(127), maxBytes: z.number().int().positive() }))
      .max(20)
      .optional(),
    receipts: z.array(z.enum(['delivered', 'read'])),
    /** The person's typing is shown to agents. */
    typing: z.boolean(),
    /** What the person sees of an agent: that they type, that they have read. */
    signals: z.array(z.enum(['typing', 'seen'])).optional(),
    /** Kinds of parts that people send here, as agents will see them; for the documentation of channels. */
    receives: z.array(z.enum(PART_KINDS)).optional(),
    /** What people can do to a message that they sent, or with ours. */
    changes: z.array(z.enum(['edit', 'unsend', 'reaction'])).optional(),
    /** Reply window in hours after the customer's last message; absent = always open. */
    replyWindowHours: z.number().positive().optional(),
    /** A person (never an automatic answer) may answer for this long, where it is longer than `replyWindowHours`. */
    personWindowHours: z.number().positive().optional(),
    /** Live channels count as chats for assignment; others wait patiently. */
    live: z.boolean(),
    /** Capacity that one conversation costs an agent. */
    weight: z.number().int().positive(),
    /**
     * People can be reached by a typed address of this kind without having written before; its normal form
     * (`normalAddress`) is the identity's external id. Absent: they cannot.
     */
    addressKind: z.enum(['phone', 'email']).optional(),
  }),
});
export type ChannelAnnounced = z.infer<typeof channelAnnouncedSchema>;
export type ChannelCapabilities = ChannelAnnounced['capabilities'];

export const receiptRecordSchema = z.discriminatedUnion('type', [receiptSchema, typingSchema, channelAnnouncedSchema]);
export type ReceiptRecord = z.infer<typeof receiptRecordSchema>;

export const outboundMessageSchema = z.object({
  ...envelope,
  type: z.literal('reply'),
  /** The reply's id for ever: claim key, provider metadata, Message-ID. */
  entryId: z.string().min(1).max(64),
  conversationId: z.string(),
  identity: identityRefSchema,
  /** Shown to the customer. */
  agentName: z.string().max(200).optional(),
  parts: z.array(partSchema).min(1).max(MAX_PARTS),
  /** When the person last wrote at this address, as this reply was handed over; absent: never. Windows are counted from it. */
  personWroteAt: z.number().int().optional(),
  /** Not an agent's words (a code, an automatic answer, a copy sent on): windows that only people have are shut for it. */
  automatic: z.boolean().optional(),
  /** The reply of another channel that this repeats, since its reader had left: `automatic`, and in an agent's words. */
  copyOf: z.string().min(1).max(64).optional(),
  /** Raised by an explicit "send again" of an agent: a new claim beside the failed one. */
  attempt: z.number().int().positive().default(1),
});
export type OutboundMessage = z.infer<typeof outboundMessageSchema>;

/** An operator wants the channel to try now what waits for this customer. Repeatable. */
export const retryParkedSchema = z.object({
  ...envelope,
  type: z.literal('retry-parked'),
  identity: identityRefSchema,
});
export type RetryParked = z.infer<typeof retryParkedSchema>;

/** An operator gives up all that waits for this customer by now: those replies fail with the operator's reason. Repeatable. */
export const dropParkedSchema = z.object({
  ...envelope,
  type: z.literal('drop-parked'),
  identity: identityRefSchema,
  reason: z.string().min(1).max(500),
});
export type DropParked = z.infer<typeof dropParkedSchema>;

/** An agent types to this person, or has read what they wrote. Best effort; dropped when older than 6 s. */
export const agentSignalSchema = z.object({
  ...envelope,
  type: z.literal('signal'),
  identity: identityRefSchema,
  signal: z.enum(['typing', 'seen']),
});
export type AgentSignal = z.infer<typeof agentSignalSchema>;

/** The person was erased: the channel forgets what it keeps of this identity, except that they opted out. Repeatable. */
export const forgetIdentitySchema = z.object({ ...envelope, type: z.literal('forget'), identity: identityRefSchema });

/**
 * Values of `outbound.<channel>.v1`: replies, agents' signals, what operators want done about those that wait, and who is to
 * be forgotten.
 */
export const outboundRecordSchema = z.discriminatedUnion('type', [
  outboundMessageSchema,
  agentSignalSchema,
  forgetIdentitySchema,
  retryParkedSchema,
  dropParkedSchema,
]);
export type OutboundRecord = z.infer<typeof outboundRecordSchema>;

/** Order of a reply's life; it never goes back. `failed` may follow `sent`, a later `delivered` may still follow `unknown`. */
export const DELIVERY_STATUSES = ['queued', 'sending', 'unknown', 'sent', 'failed', 'delivered', 'read'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export const outboundStatusSchema = z.object({
  ...envelope,
  type: z.literal('status'),
  identity: identityRefSchema,
  entryId: z.string().min(1).max(64).optional(),
  /** Without entryId: the reply is found by the provider's id. */
  providerMessageId: z.string().max(1000).optional(),
  status: z.enum(['sending', 'unknown', 'sent', 'failed', 'delivered', 'read']),
  attempt: z.number().int().positive().default(1),
  /** Why it failed or is unknown: a stable code, the provider's own words, whether sending again may help. */
  reason: z.object({ code: z.string().max(100), text: z.string().max(1000), permanent: z.boolean() }).optional(),
});
export type OutboundStatus = z.infer<typeof outboundStatusSchema>;

/**
 * A customer's replies wait in their channel, or no longer do (`replies` 0). A report replaces every report that stands
 * below it: by `since`, then by `revision`. Told whenever it changes, and again at each try.
 */
export const parkedReportSchema = z.object({
  ...envelope,
  type: z.literal('parked'),
  identity: identityRefSchema,
  /** When this queue began; a later queue of the same customer has a later one. */
  since: z.number().int(),
  /** Rises with every change of the queue. */
  revision: z.number().int().nonnegative(),
  /** When the first reply is tried next. */
  dueAt: z.number().int(),
  /** When the first reply is given up. */
  givesUpAt: z.number().int().optional(),
  replies: z.number().int().nonnegative(),
  /** Why the first waits. */
  reason: z.object({ code: z.string().max(100), text: z.string().max(1000) }).optional(),
});
export type ParkedReport = z.infer<typeof parkedReportSchema>;

/** Values of `outbound.status.v1`. */
export const outboundReportSchema = z.discriminatedUnion('type', [outboundStatusSchema, parkedReportSchema]);
export type OutboundReport = z.infer<typeof outboundReportSchema>;
