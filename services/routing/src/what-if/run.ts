import type { AgentId } from '@onethread/contracts';
import type { AgentTimeline, Stay } from './traffic.ts';

/** What came of the traffic, in a simulation or in the recording itself. */
export interface Run {
  /** In the order in which they began. */
  readonly outcomes: readonly StayOutcome[];
  readonly holds: readonly Readonly<Hold>[];
  readonly staff: ReadonlyMap<AgentId, AgentTimeline>;
  /** Conversations that would have gone to another pool. */
  readonly leftOut: number;
}

/** What came of one stay; instants are epoch ms. */
export interface StayOutcome {
  readonly stay: Stay;
  readonly queueId: string;
  /** Since when somebody waited. */
  readonly since: number;
  offers: number;
  declined: number;
  missed: number;
  /** Absent: nobody had accepted it by the end. */
  given?: { readonly agentId: AgentId; readonly at: number };
  /** It ceased to wait without an agent. */
  leftAt?: number;
  readonly dueAt?: number;
}

/** A conversation in an agent's hands. */
export interface Hold {
  readonly agentId: AgentId;
  readonly weight: number;
  readonly interruptible: boolean;
  readonly from: number;
  until: number;
}
