import type { AgentId, ConversationId, RecordedInput } from '@onethread/contracts';
import type { AgentState } from '../domain/assignment/terms.ts';

type Waiting = Extract<RecordedInput, { readonly type: 'waiting' }>;
type Outcome = Extract<RecordedInput, { readonly type: 'answered' }>['outcome'];

/** What happened in a pool, read from its recording: all instants are epoch ms. */
export interface Traffic {
  /** The recording may begin before `from`: what was there by then is known, but not counted. */
  readonly begins: number;
  readonly from: number;
  readonly to: number;
  /** In the order in which they began. */
  readonly stays: readonly Stay[];
  readonly agents: ReadonlyMap<AgentId, AgentTimeline>;
  /** What agents held before, and gave back. */
  readonly carried: readonly CarriedHold[];
  /** Versions of the settings, from when on. */
  readonly versions: readonly { readonly at: number; readonly version: number }[];
}

/** One time that a conversation waited, and what came of it: it may come back and wait again, which is its next stay. */
export interface Stay {
  readonly conversationId: ConversationId;
  /** 0: its first in this recording. */
  readonly nth: number;
  readonly arrivedAt: number;
  /** As it waited first; its queue as it waited last. */
  readonly waiting: Omit<Waiting, 'type' | 'at'>;
  readonly offers: readonly Offer[];
  readonly given?: { readonly agentId: AgentId; readonly at: number };
  readonly releasedAt?: number;
  /** It ceased to wait and nobody had got it: resolved, snoozed. */
  readonly leftAt?: number;
  /** Its stay before came back at once when it was released (transferred, returned): this one follows it, whenever that is. */
  readonly followsRelease: boolean;
}

export interface Offer {
  readonly agentId: AgentId;
  readonly at: number;
  /** Absent: open when the recording ends. */
  readonly outcome?: Outcome;
  readonly answeredAt?: number;
}

/** An agent over time; loads are those of the recording and tell what was held when it was first seen. */
export interface AgentTimeline {
  readonly agentId: AgentId;
  /** `state` absent: no longer of the pool. */
  readonly changes: readonly { readonly at: number; readonly state?: AgentState }[];
}

export interface CarriedHold {
  readonly agentId: AgentId;
  readonly releasedAt: number;
  /** Absent: not recorded. */
  readonly weight?: number;
  readonly channel?: string;
  readonly interruptible?: boolean;
}
