import type { AgentId, ConversationId } from '@onethread/contracts';

/** Whether offers may come to an agent: what the agent said, and `offline` too where no stream of the agent is open. */
export type Availability = 'available' | 'busy' | 'away' | 'offline';

export interface AgentState {
  readonly agentId: AgentId;
  readonly availability: Availability;
  /** Most weight that the agent may hold. */
  readonly capacity: number;
  /** Weight held now, open offers included. */
  readonly load: number;
  /** Epoch ms of the last offer; 0 = never. */
  readonly lastAssignedAt: number;
}

export interface WaitingConversation {
  readonly conversationId: ConversationId;
  /** Epoch ms since when the customer waits; kept when it is offered again. */
  readonly waitingSince: number;
  /** What it costs an agent, above 0. */
  readonly weight: number;
  /** Agents that declined or missed it: never offered to them again. */
  readonly refusedBy: readonly AgentId[];
  /** Who served it last: asked first. */
  readonly keeperId?: AgentId | undefined;
}

/** `keeper`: served it last. `only`: nobody else was free. `least-busy`: lowest load for capacity. `longest-idle`: as busy as others, but longest without a new conversation. */
export type Choice = 'keeper' | 'only' | 'least-busy' | 'longest-idle';

export interface Decision {
  readonly conversationId: ConversationId;
  readonly agentId: AgentId;
  readonly weight: number;
  readonly choice: Choice;
  /** Agents that could have taken it, the chosen one included. */
  readonly candidates: number;
}

/** Why a conversation still waits: how many agents of the pool could not take it, each counted once, under the first reason that holds. */
export interface WaitingReasons {
  readonly offline: number;
  readonly away: number;
  readonly busy: number;
  readonly full: number;
  readonly declined: number;
}
