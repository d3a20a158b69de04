import type {
  AddressKind,
  AgentId,
  ConversationId,
  CustomerId,
  DeliveryStatus,
  EntryBody,
  EntryId,
  IdentityId,
  OpenConversation,
  OutboundMessage,
  StreamId,
} from '@onethread/contracts';

import type { ByAgent, Link } from '../domain/evidence.ts';
import type { Beginnings } from '../domain/person-profile.ts';
import type { MatchReason } from '../domain/match-reasons.ts';
import type { PageCursor } from '@onethread/documents';
import type { Conversation } from '../domain/conversation.ts';
import type { Item } from '../domain/item.ts';

export type { ConversationState, OutboxItem, Reservation } from '../domain/conversation.ts';

/** The documents of the history database, as docs/architecture.md (write order) tells them. `rev` is kept by the store. */
interface Document<Id extends string> {
  readonly _id: Id;
  readonly rev: number;
}

export interface IdentityDocument extends Document<IdentityId> {
  readonly channel: string;
  readonly account: string;
  readonly externalId: string;
  /** `c_` + identityId, for ever. */
  readonly customerId: CustomerId;
  readonly name?: string;
  readonly address?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly language?: string;
  readonly verifiedUser?: string;
  /** Addresses that are proved to be this person's, in normal form. */
  readonly provedEmail?: string;
  readonly provedPhone?: string;
  /** Epoch ms when a code that was sent to this identity's own address came back. */
  readonly confirmedAt?: number;
  /** Epoch ms at which each claim was told. */
  readonly toldAt?: Readonly<Record<string, number>>;
  readonly createdAt: number;
  /** Epoch ms at which all that was known of the person was removed; what is told later is new. */
  readonly erasedAt?: number;
  /** By what it is found, see `personKeys`; made again with every change of the claims. */
  readonly addressKeys?: readonly string[];
  readonly nameKey?: string;
  readonly beginnings?: Beginnings;
  /** 1 until what its claims say of who it is has been weighed. */
  readonly todo?: number;
}

/** The truth: `_id` is `<streamId>#<n>`. */
export interface EntryDocument extends Document<string> {
  readonly streamId: StreamId;
  readonly n: number;
  readonly entryId: EntryId;
  readonly customerId: CustomerId;
  /** µs, strictly rising in the stream. */
  readonly at: number;
  readonly body: EntryBody;
  /** Emptied, because its person was erased. */
  readonly erased?: true;
  /**
   * Epoch ms, on entries that no log offset would redo (agents', timers', moves): the sweeper looks whether their
   * projections were finished. Absent on entries of redelivered records.
   */
  readonly sweepAt?: number;
}

/**
 * Projection of a stream's head. It may lag behind (`appliedN` < newest n): whoever needs the head folds the entries
 * above it, see `loadHead`. Changes of members, conversations and read positions are written before they are announced.
 */
export interface ThreadDocument extends Document<StreamId> {
  readonly appliedN: number;
  readonly lastAt: number;
  readonly members: readonly CustomerId[];
  readonly open: readonly OpenConversation[];
  /** Of the thread of its members: every stream in which entries of theirs may stand. */
  readonly streams: readonly StreamId[];
  /** Where those went who left this stream: their latest `moved` entry. */
  readonly moved?: Readonly<Record<CustomerId, { readonly opId: string; readonly to: StreamId; readonly n: number }>>;
  readonly verifiedUser?: string;
  /** Agents' read position and each identity's own, µs of the thread. */
  readonly agentsReadUpTo: number;
  readonly watermarks: Readonly<Record<IdentityId, { readonly delivered: number; readonly read: number }>>;
  /** Where the last customer's message came from: where a reply goes unless somebody chose. */
  readonly lastIdentityId?: IdentityId;
}

export interface ItemDocument extends Document<EntryId>, Item {
  readonly _id: EntryId;
  /** Files that its parts show, where there are some: who else shows one is found by them. */
  readonly fileIds?: readonly string[];
}

export interface ConversationDocument extends Document<ConversationId>, Conversation {
  readonly _id: ConversationId;
}

export interface LinkDocument extends Document<string>, Link {
  readonly _id: string;
  /** Both ends, while it is active, proposed or not settled: what a scan reads. However many were refused, they are not in its way. */
  readonly ends?: readonly IdentityId[];
  /** 1 until settled. */
  readonly todo?: number;
  /** What was told of it last, so that each change is told, and under one id however often. */
  readonly told?: { readonly times: number; readonly state: Link['state']; readonly proved: boolean };
}

/** Weak evidence that two identities are one person, for an agent to decide. `_id` is that of their link. */
export interface MatchDocument extends Document<string> {
  readonly a: IdentityId;
  readonly b: IdentityId;
  readonly ends: readonly IdentityId[];
  readonly reasons: readonly MatchReason[];
  /** `linked`: they became one person without anybody's decision on this. */
  readonly state: 'open' | 'accepted' | 'dismissed' | 'linked';
  /** Epoch ms, as all instants here. */
  readonly raisedAt: number;
  /** `raisedAt` while it is open: the list of those that wait is read by it. */
  readonly openSince?: number;
  readonly by?: ByAgent;
  readonly decidedAt?: number;
  readonly note?: string;
}

/** Who was linked or unlinked, when, by whom and why; kept for ever, without names or addresses. */
export interface IdentityAuditDocument extends Document<string> {
  readonly ends: readonly IdentityId[];
  readonly at: number;
  readonly action: AuditAction;
  readonly evidence?: string;
  readonly by?: ByAgent;
  readonly note?: string;
}

export type AuditAction =
  | 'linked'
  | 'refused'
  | 'unlinked'
  | 'match-raised'
  | 'match-accepted'
  | 'match-dismissed'
  | 'code-issued'
  | 'code-redeemed'
  | 'erased'
  | 'exported';

/** A code by which the person behind an identity is recognised on another channel. `_id` is a keyed hash of the code. */
export interface LinkCodeDocument extends Document<string> {
  readonly identityId: IdentityId;
  readonly issuedAt: number;
  /** Messages taken in later do not redeem it. */
  readonly validUntil: number;
  /** The message that redeemed it: the one use that it has. */
  readonly redeemed?: { readonly identityId: IdentityId; readonly entryId: EntryId; readonly at: number };
  /** Kept so long that no redelivered message can come later. */
  readonly expiresAt: number;
}

/** A code on its way to a typed address, until it comes back. */
export interface ConfirmationDocument extends Document<string> {
  readonly identityId: IdentityId;
  /** The address's own identity. */
  readonly targetId: IdentityId;
  readonly kind: AddressKind;
  readonly address: string;
  /** A keyed hash of the code. */
  readonly code: string;
  readonly validUntil: number;
  /** Wrong codes so far, and which try was counted last. */
  readonly wrong: number;
  readonly lastTry?: string;
  readonly confirmedAt?: number;
  readonly expiresAt: number;
}

/** How often something was done of late. `_id` is what it is and for whom: `code:<identityId>`. */
export interface LimitDocument extends Document<string> {
  /** Newest last. */
  readonly times: readonly { readonly at: number; readonly id: string }[];
  /** Nothing of this is taken until then. */
  readonly blockedUntil?: number;
  readonly expiresAt: number;
}

/** A receipt whose message is not known yet. `_id` is the provider key plus what it says. */
export interface PendingReceiptDocument extends Document<string> {
  readonly providerKey: string;
  readonly status: DeliveryStatus;
  readonly reason?: { readonly code: string; readonly text: string; readonly permanent: boolean };
  readonly expiresAt: number;
}

export interface AgentDocument extends Document<AgentId> {
  readonly name: string;
  readonly email: string;
  readonly role: 'agent' | 'supervisor' | 'admin';
  readonly disabled: boolean;
  readonly pool: string;
  readonly capacity: number;
  readonly holds: readonly { readonly conversationId: ConversationId; readonly weight: number }[];
  /** Epoch of the owner that wrote it last: a writer that meets a higher one gives up. */
  readonly epoch: number;
  readonly lastAssignedAt: number;
  /** When the capacity was last set below what it was, epoch ms: what was held then may be too much. */
  readonly loweredAt?: number;
  readonly missedInARow: number;
}

/** What an agent says of itself; written on change. Whether it is fresh is told by the lease of the replicas in `streams`. */
export interface PresenceDocument extends Document<AgentId> {
  readonly presence: 'available' | 'busy' | 'away' | 'offline';
  readonly changedAt: number;
  /** Replicas that hold a stream of this agent. */
  readonly streams: readonly string[];
  /** Epoch ms when the last stream was lost; absent while one is open. */
  readonly lostAt?: number;
  /** Epoch ms of the last few losses, and until when no offers come because they were too many. */
  readonly drops?: readonly number[];
  readonly unstableUntil?: number;
}

/** `_id` `replica:<id>`: renewed every 5 s, valid 15 s; `_id` `pool:<name>`: its owner and epoch. */
export interface LeaseDocument extends Document<string> {
  readonly holder: string;
  readonly epoch: number;
  readonly renewedAt: number;
  readonly validUntil: number;
}

/** What a channel announced of itself; `_id` is the channel's name. */
export interface ChannelDocument extends Document<string> {
  readonly announcedAt: number;
  readonly accounts: readonly { readonly account: string; readonly label: string }[];
  readonly capabilities: import('@onethread/contracts').ChannelCapabilities;
}

/** `_id` `entries`: how far the sweeper has seen that projections were finished. */
export interface SweepDocument extends Document<string> {
  /** Epoch ms: every entry with a lower `sweepAt` has its projections. */
  readonly upTo: number;
}

/**
 * A record that could not be processed, as operators list it: never its content, which stays in `dlq.v1`. `_id` is
 * `deadLetterIdOf` the place where it failed.
 */
export interface DeadLetterDocument extends Document<string> {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly group: string;
  readonly key: string;
  readonly code: string;
  /** What is wrong with it, in fields and rules. */
  readonly error: string;
  readonly attempts: number;
  /** Epoch ms, as all instants here. */
  readonly firstSeenAt: number;
  readonly at: number;
  readonly bytes: number;
  /** Where its bytes stand in `dlq.v1`, and until when they surely do. */
  readonly dlqPartition: number;
  readonly dlqOffset: number;
  readonly keptUntil: number;
  readonly state: 'open' | 'replayed' | 'dropped';
  readonly placeholder?: { readonly customerId: CustomerId; readonly itemId: EntryId };
  /** The letter of which this is a replay that failed again. */
  readonly replayOf?: string;
  readonly decidedBy?: string;
  readonly decidedAt?: number;
  readonly reason?: string;
  readonly corrected?: boolean;
  /** Its bytes are given to nobody any more, because its person was erased. */
  readonly erased?: true;
  readonly expiresAt: number;
}

/**
 * A customer's replies that wait in a channel, as the channel told last; `_id` is the identity. `told` says which report
 * that was. Without `since` nothing waits any more: what is left keeps older reports from coming back.
 */
export interface ParkedDocument extends Document<IdentityId> {
  readonly told: { readonly since: number; readonly revision: number };
  readonly reportedAt: number;
  readonly expiresAt: number;
  readonly since?: number;
  readonly channel?: string;
  readonly account?: string;
  readonly customerId?: CustomerId;
  readonly dueAt?: number;
  readonly givesUpAt?: number;
  readonly replies?: number;
  readonly code?: string;
  readonly reason?: string;
}

/** The steps of erasing a person, in order; each may be repeated. */
export const ERASURE_STEPS = [
  'announce',
  'dead-letters',
  'waiting-replies',
  'identities',
  'entries',
  'items',
  'evidence',
  'late-entries',
  'finish',
] as const;
export type ErasureStep = (typeof ERASURE_STEPS)[number];

/** What was removed so far. */
export interface ErasureCounts {
  readonly identities: number;
  readonly entries: number;
  readonly items: number;
  readonly files: number;
  readonly deadLetters: number;
  readonly parked: number;
  readonly searchEntries: number;
}

/** One person being erased; `_id` names the identities. No name, address or word. */
export interface ErasureDocument extends Document<string> {
  /** Counted up when the same person is erased again. */
  readonly run: number;
  readonly identityIds: readonly IdentityId[];
  readonly by: string;
  readonly startedAt: number;
  readonly step: ErasureStep;
  /** How far the step has come. */
  readonly place?: ErasurePlace;
  /** Everything of a customer below this instant (µs) is erased. */
  readonly cuts: Readonly<Record<CustomerId, number>>;
  /** Every stream in which entries of theirs may stand. */
  readonly streams: readonly StreamId[];
  /** Highest number that was looked at in each. */
  readonly scanned: Readonly<Record<StreamId, number>>;
  readonly counts: ErasureCounts;
  /** Until when dead letters that were dropped are still in their topic, epoch ms. */
  readonly lettersKeptUntil: number;
  /** Epoch ms of the last step forward, while it is under way; indexed: who died is followed by another. */
  readonly touchedAt?: number;
  readonly finishedAt?: number;
}

/** Number of the stream or customer in its list, and how far that one was read. */
export interface ErasurePlace {
  readonly index: number;
  readonly above?: number;
  readonly after?: PageCursor;
}

export type RelayedReply = Omit<OutboundMessage, 'occurredAt'>;
