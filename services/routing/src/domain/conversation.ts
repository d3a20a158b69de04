import type {
  AgentId,
  ConversationId,
  CustomerId,
  EntryId,
  EntryBody,
  IdentityId,
  SkillNeed,
} from '@onethread/contracts';
import type { Clock } from './targets/clock.ts';
import { without } from './without.ts';

export type ConversationState = 'open' | 'snoozed' | 'resolved';

export interface Reservation {
  readonly id: string;
  readonly agentId: AgentId;
  /** Epoch ms. Expiry is a write of the owner, never a comparison of clocks by readers. */
  readonly until: number;
}

/** One matter. State fields are projected from entries (`stateAt` decides); assignment fields are the arbiter itself. */
export interface Conversation {
  readonly _id: ConversationId;
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
  /** `at` (µs) of the entry by which it was decided last which conversations of its thread go on together. */
  readonly togetherAt?: number;

  readonly pool: string;
  readonly queueId: string;
  readonly weight: number;
  readonly live: boolean;
  /** Where it began: agents may have a limit of their own for a channel. This and what follows is absent where it began before rules were. */
  readonly channel?: string;
  /** Counted apart from other work. Absent: no. */
  readonly interruptible?: boolean;
  /** The rule's and the queue's together, as they were when it began. Absent: 0. */
  readonly priority?: number;
  /** What the rule asks for beside the queue's skills. Absent: nothing. */
  readonly skills?: readonly SkillNeed[];
  /** The rule by which it came to its first queue; absent: none named it. With the version of the settings. */
  readonly ruleId?: string;
  readonly settingsVersion?: number;
  /** What rules could ask for beside words when it began: of attributes only those that some rule names. */
  readonly facts?: {
    readonly account: string;
    readonly language?: string;
    readonly attributes?: Readonly<Record<string, string>>;
  };
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
  /** Why the assignment of whoever had it last ended: returned, idle, transferred, … Absent where its state tells. */
  readonly releasedFor?: string;
  /** Requests of people that took effect on it, the last few, newest last: one that comes again has none. */
  readonly doneRequests?: readonly string[];
  /** At most one of each target. */
  readonly clocks?: readonly Clock[];
  /** `at` (µs) of the last entry that they count, and of the last answer of a person. */
  readonly clocksUpTo?: number;
  readonly answeredAt?: number;
  /** When the next warning is due, or the next target is missed; absent: none is. Indexed. */
  readonly clocksAt?: number;
  /** In words an agent understands. */
  readonly explanation: string;
  /** Entries and records that this write causes, until they are appended and published. */
  readonly outbox: readonly OutboxItem[];
  readonly outboxAt?: number;
}

/** A fact to append to the thread because of a write of the conversation document; `id` makes it once. */
export interface OutboxItem {
  readonly id: EntryId;
  readonly body: Extract<
    EntryBody,
    { kind: 'assigned' | 'released' | 'queued' | 'woken' | 'target-warning' | 'target-missed' }
  >;
}

/** Where a new conversation goes, what it costs and what it asks for: from the settings and the channel's announcement. Decided once. */
export type ConversationTerms = Pick<
  Conversation,
  | 'pool'
  | 'queueId'
  | 'weight'
  | 'live'
  | 'channel'
  | 'interruptible'
  | 'priority'
  | 'skills'
  | 'ruleId'
  | 'settingsVersion'
  | 'facts'
>;

/** Terms of what nobody waits for: where entries alone are to be told. */
export const DEFAULT_TERMS: ConversationTerms = { pool: 'main', queueId: 'default', weight: 1, live: true };

/** It waits for an agent from `since` (epoch ms) unless it already waits or somebody has it; keeps an older age. */
export function asking<C extends Conversation>(conversation: C, since: number): C {
  if (conversation.assigneeId !== undefined || conversation.waitingSince !== undefined) return conversation;
  const explanation =
    conversation.keeperId === undefined ? 'Waiting for an agent.' : 'Waiting: its last agent is asked first.';
  return { ...conversation, waitingSince: since, explanation };
}

/** Nobody is to work on it now: the agent who had it is remembered as keeper, an open offer is taken back. */
export function atRest<C extends Conversation>(conversation: C, explanation: string): C {
  const { assigneeId, reservation } = conversation;
  const rest = without(conversation, 'waitingSince', 'assigneeId', 'assignedAt', 'reservation');
  const lastReservation =
    reservation === undefined
      ? rest.lastReservation
      : { id: reservation.id, agentId: reservation.agentId, outcome: 'rescinded' as const };
  const keeperId = assigneeId ?? rest.keeperId;
  return {
    ...rest,
    refusedBy: [],
    explanation,
    ...(lastReservation === undefined ? {} : { lastReservation }),
    ...(keeperId === undefined ? {} : { keeperId }),
  } as unknown as C;
}
