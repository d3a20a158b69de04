import type {
  AgentId,
  ConversationId,
  CustomerId,
  DeliveryStatus,
  EntryBody,
  EntryId,
  IdentityId,
  OpenConversation,
  OutboundMessage,
  Part,
  StreamId,
} from '@onethread/contracts';

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
  readonly createdAt: number;
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

/** What stands in a thread, in its present state. `_id` is the entryId of the entry that made it. */
export interface ItemDocument extends Document<EntryId> {
  readonly streamId: StreamId;
  readonly n: number;
  readonly at: number;
  readonly customerId: CustomerId;
  readonly identityId?: IdentityId;
  readonly conversationId: ConversationId;
  readonly type: 'message' | 'reply' | 'note' | 'event' | 'placeholder';
  readonly fromCustomer: boolean;
  readonly parts: readonly Part[];
  /** `at` of the entry that the parts are from: a later edit wins, an earlier one loses. */
  readonly partsAt: number;
  readonly edited: boolean;
  readonly unsent: boolean;
  readonly subject?: string;
  readonly notice?: string;
  readonly automatic?: boolean;
  readonly outside?: boolean;
  readonly providerTime?: number;
  /** `<channel>:<account>:<providerMessageId>`: by them receipts, edits and answers find it. */
  readonly providerKeys: readonly string[];
  readonly agentId?: AgentId;
  readonly agentName?: string;
  readonly clientMessageId?: string;
  readonly status?: DeliveryStatus;
  /** Epoch ms. */
  readonly statusAt?: number;
  /** 1 at first; a retry raises it. `status` belongs to it. */
  readonly attempt?: number;
  /** Highest attempt that was handed to the channel's topic. */
  readonly relayedAttempt?: number;
  readonly reason?: { readonly code: string; readonly text: string; readonly permanent: boolean };
  readonly held?: boolean;
  readonly discarded?: boolean;
  readonly reactions?: Readonly<Record<string, readonly IdentityId[]>>;
  /** `<identityId>:<emoji>` → µs of the last word on it. */
  readonly reactionsAt?: Readonly<Record<string, number>>;
  readonly event?: { readonly kind: string; readonly reason?: string; readonly until?: number };
  readonly code?: string;
  /** Epoch ms since when a reply waits for its relay; absent once relayed. Indexed: the sweeper relays what is older than 5 s. */
  readonly relayAt?: number;
}

export type ConversationState = 'open' | 'snoozed' | 'resolved';

export interface Reservation {
  readonly id: string;
  readonly agentId: AgentId;
  /** Epoch ms. Expiry is a write of the owner, never a comparison of clocks by readers. */
  readonly until: number;
}

/** One matter. State fields are projected from entries (`stateAt` decides); assignment fields are the arbiter itself. */
export interface ConversationDocument extends Document<ConversationId> {
  readonly homeId: CustomerId;
  readonly state: ConversationState;
  /** `at` (µs) of the entry that `state` is from. */
  readonly stateAt: number;
  /** Epoch ms, as the instants below unless they say µs. */
  readonly snoozedUntil?: number;
  readonly openedAt: number;
  readonly resolvedAt?: number;
  readonly lastActivityAt: number;
  /** µs of the last message shown in the preview. */
  readonly previewAt: number;
  readonly preview: string;
  readonly previewFromCustomer: boolean;
  readonly lastIdentityId: IdentityId;
  /** µs of the last message of a customer. */
  readonly lastCustomerAt?: number;
  readonly subject?: string;
  readonly joinedInto?: ConversationId;

  readonly pool: string;
  readonly queueId: string;
  readonly weight: number;
  readonly live: boolean;
  /** Epoch ms since when it waits, kept over offers; absent while assigned, snoozed or resolved. Indexed with pool. */
  readonly waitingSince?: number;
  /** `waitingSince` as it was when it was assigned: its age if it goes back to the queue. */
  readonly waitedSince?: number;
  readonly assigneeId?: AgentId;
  readonly assignedAt?: number;
  readonly reservation?: Reservation;
  /** Reservation that was answered last, so that a second answer is told what the first became. */
  readonly lastReservation?: {
    readonly id: string;
    readonly agentId: AgentId;
    readonly outcome: 'accepted' | 'declined' | 'expired' | 'rescinded';
  };
  readonly refusedBy: readonly AgentId[];
  /** Who served it last and is asked first when it comes back. */
  readonly keeperId?: AgentId;
  /** In words an agent understands. */
  readonly explanation: string;
  /** Entries and records that this write causes, until they are appended and published. */
  readonly outbox: readonly OutboxItem[];
  readonly outboxAt?: number;
}

/** A fact to append to the thread because of a write of the conversation document; `id` makes it once. */
export interface OutboxItem {
  readonly id: EntryId;
  readonly body: Extract<EntryBody, { kind: 'assigned' | 'released' | 'woken' }>;
}

export interface LinkDocument extends Document<string> {
  readonly a: IdentityId;
  readonly b: IdentityId;
  readonly evidence: string;
  readonly proved: boolean;
  readonly state: 'proposed' | 'active' | 'refused' | 'retracted';
  /** 1 until settled. */
  readonly todo?: number;
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

export type RelayedReply = Omit<OutboundMessage, 'occurredAt'>;
