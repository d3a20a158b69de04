import type { AgentId, ConversationId, CustomerId, IdentityId } from '@onethread/contracts';
import type { PresenceDocument } from '../../stores/documents.ts';

/**
 * Where a conversation that is not resolved stands; each is counted in one place. `waiting`: nobody has it and nobody is
 * asked. `offered`: an agent is asked. `in-work`: an agent has it. `snoozed`. `resting`: open, but the last word was ours and
 * its agent went on to others: nobody waits.
 */
export type Place = 'waiting' | 'offered' | 'in-work' | 'snoozed' | 'resting';

/** The clock of one target, as the conversation's document tells it. */
export interface BoardClock {
  readonly target: string;
  /** Epoch ms, as all instants here; absent while it stands still. */
  readonly dueAt?: number;
  readonly warnAt?: number;
  readonly missed: boolean;
  /** What is left of it, while it stands still. */
  readonly leftMs?: number;
}

/** What the board keeps of a conversation that is not resolved. */
export interface BoardConversation {
  readonly conversationId: ConversationId;
  readonly customerId: CustomerId;
  readonly lastIdentityId: IdentityId;
  readonly queueId: string;
  readonly place: Place;
  /** Since when the customer waits, kept over offers; absent where nobody waits. */
  readonly waitingSince?: number;
  /** Who has it or is asked: whose capacity it takes. */
  readonly heldBy?: AgentId;
  readonly clocks: readonly BoardClock[];
}

/** What the board keeps of an agent who is not disabled. */
export interface BoardAgent {
  readonly agentId: AgentId;
  readonly name: string;
  readonly presence: PresenceDocument['presence'];
  /** At least one stream is open. */
  readonly connected: boolean;
  /** Since when it is so. */
  readonly since: number;
  /** Weight held now, open offers included; interruptible work is counted apart. */
  readonly load: number;
  readonly capacity: number;
  readonly interruptibleLoad: number;
  readonly interruptibleCapacity: number;
  readonly teams: readonly string[];
}

export interface BoardQueue {
  readonly queueId: string;
  readonly name: string;
  /** Who serves it; empty: every agent of its pool. */
  readonly teams: readonly string[];
}

export interface QueueRow extends BoardQueue {
  readonly waiting: number;
  /** Of whoever waits longest, offered or not; absent: nobody waits. */
  readonly longestWaitingSince?: number;
  readonly offered: number;
  readonly inWork: number;
  readonly snoozed: number;
  /** Targets missed of conversations that are not resolved. */
  readonly missedTargets: number;
}

export interface AgentRow extends BoardAgent {
  /** Conversations that the agent has; offers are not among them. */
  readonly conversations: number;
}

/** A target that is near its due time or past it. */
export interface TargetRow {
  readonly conversation: BoardConversation;
  readonly clock: BoardClock;
}

/** Rows that are not what they were when changes were taken last; some may be gone. */
export interface BoardChanges {
  readonly queues: readonly string[];
  readonly agents: readonly AgentId[];
  /** Other targets may be at risk than before. */
  readonly targets: boolean;
}
