import type {
  AgentAbilities,
  AgentId,
  ConversationId,
  CustomerId,
  DeliveryStatus,
  EntryBody,
  EntryId,
  IdentityId,
  OpenConversation,
  StreamId,
} from '@onethread/contracts';
import type { Conversation } from '../domain/conversation.ts';
import type { Item } from '../domain/item.ts';
import type { Document } from './document.ts';

export type { ConversationState, OutboxItem, Reservation } from '../domain/conversation.ts';

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
  /** Epoch ms at which a person last wrote from each identity; absent where it was stored before this was kept. */
  readonly wroteAt?: Readonly<Record<IdentityId, number>>;
}

export interface ItemDocument extends Document<EntryId>, Item {
  readonly _id: EntryId;
  /** Files that its parts show, where there are some: who else shows one is found by them. */
  readonly fileIds?: readonly string[];
}

export interface ConversationDocument extends Document<ConversationId>, Conversation {
  readonly _id: ConversationId;
}

/** A receipt whose message is not known yet. `_id` is the provider key plus what it says. */
export interface PendingReceiptDocument extends Document<string> {
  readonly providerKey: string;
  readonly status: DeliveryStatus;
  readonly reason?: { readonly code: string; readonly text: string; readonly permanent: boolean };
  readonly expiresAt: number;
}

/** What an agent has, or is being offered. */
export interface Hold {
  readonly conversationId: ConversationId;
  readonly weight: number;
  /** Absent: none that has a limit. */
  readonly channel?: string;
  /** Counted apart from other work; absent: not. */
  readonly interruptible?: boolean;
  /** Held beyond a limit, and meant to be: a supervisor gave it all the same, or the limit was lowered below what was held. */
  readonly beyond?: 'forced' | 'lowered';
}

export interface AgentDocument extends Document<AgentId> {
  readonly name: string;
  readonly email: string;
  readonly role: 'agent' | 'supervisor' | 'admin';
  readonly disabled: boolean;
  readonly pool: string;
  /** The one that counts, also where `abilities` says another. */
  readonly capacity: number;
  /** Absent: nothing but the capacity, see `abilitiesOf`. */
  readonly abilities?: AgentAbilities;
  readonly holds: readonly Hold[];
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
