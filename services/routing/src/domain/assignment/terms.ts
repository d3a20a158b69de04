import type { AgentId, AssignmentSettings, ConversationId, SkillNeed } from '@onethread/contracts';

/** Whether offers may come to an agent: what the agent said, and `offline` too where no stream of the agent is open. */
export type Availability = 'available' | 'busy' | 'away' | 'offline';

/** Weight by a name: a channel's. */
export type Weights = Readonly<Record<string, number>>;

/** Weight held now, open offers included: interruptible work is counted apart from all other. */
export interface Load {
  readonly load: number;
  readonly interruptibleLoad: number;
  /** Of either kind, by channel. */
  readonly channelLoad: Weights;
}

export interface AgentState extends Load {
  readonly agentId: AgentId;
  readonly availability: Availability;
  /** Most weight that the agent may hold, of work that is not interruptible and of work that is. */
  readonly capacity: number;
  readonly interruptibleCapacity: number;
  /** Most weight of one channel; a channel that is not named has no limit of its own. */
  readonly channels: Weights;
  /** Skills at the agent's level. */
  readonly skills: readonly SkillNeed[];
  readonly teams: readonly string[];
  /** Epoch ms of the last offer; 0 = never. */
  readonly lastAssignedAt: number;
}

export interface WaitingConversation {
  readonly conversationId: ConversationId;
  /** Epoch ms since when the customer waits; kept when it is offered again. */
  readonly waitingSince: number;
  readonly queueId: string;
  /** What it costs an agent, above 0. */
  readonly weight: number;
  readonly channel: string;
  readonly interruptible: boolean;
  /** The rule's and the queue's together. */
  readonly priority: number;
  /** What its rule asks for beside its queue's skills. */
  readonly skills: readonly SkillNeed[];
  /** Agents that declined or missed it: never offered to them again. */
  readonly refusedBy: readonly AgentId[];
  /** Who served it last: asked first, and waited for as long as the queue says while there but full. */
  readonly keeperId?: AgentId | undefined;
  /** When the target that runs is due, epoch ms: comes before age where the queue has targets. */
  readonly dueAt?: number | undefined;
}

/** `sticky`: served it last. `only`: nobody else was free. `least-busy`: lowest load for capacity. `longest-idle`: as busy as others, but longest without a new conversation. */
export type Choice = 'sticky' | 'only' | 'least-busy' | 'longest-idle';

/** Whom a conversation is offered to by now: its keeper alone, members with the skills of its queue and rule, those of a later step, members of overflow queues too, anyone. */
export type Step = 'sticky' | 'own' | 'relaxed' | 'overflow' | 'anyone';

/**
 * Why an agent cannot take a conversation: the first that holds, in this order. `waits-for-keeper`: for now it is its
 * keeper's alone. `full`: of the kind of work that it is. `team-full`: a team of the agent holds all that it may.
 */
export const DROP_REASONS = [
  'waits-for-keeper',
  'not-member',
  'skill',
  'declined',
  'offline',
  'away',
  'busy',
  'channel-full',
  'full',
  'team-full',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];
export type DropCounts = Readonly<Partial<Record<DropReason, number>>>;

export interface Candidate {
  readonly agentId: AgentId;
  /** Of the kind of work that was decided on, before it. */
  readonly load: number;
  readonly capacity: number;
  readonly lastAssignedAt: number;
}

export interface Decision {
  readonly conversationId: ConversationId;
  readonly agentId: AgentId;
  readonly queueId: string;
  readonly weight: number;
  readonly choice: Choice;
  readonly step: Step;
  /** Agents that could have taken it, the chosen one included. */
  readonly candidateCount: number;
  readonly settingsVersion: number;
  readonly waitedMs: number;
  /** Given without being offered. */
  readonly autoAccept: boolean;
}

/** Queues and teams of one pool; `version` is told with each decision. */
export type PolicySettings = { readonly version: number } & Pick<
  AssignmentSettings,
  'queues' | 'teams' | 'ageUnitSeconds'
>;

/** What a decision was made from: the first ten candidates, best first, and why others could not. */
export interface DecisionInputs {
  readonly candidates: readonly Candidate[];
  readonly dropped: DropCounts;
}

/** Beyond so many the exact place in a queue tells nobody anything, and counting on would slow decisions down. */
export const MOST_COUNTED_AHEAD = 1_000;

/** Why a conversation still waits. */
export interface WaitingReasons {
  readonly step: Step;
  /** What is asked for by now. */
  readonly skills: readonly SkillNeed[];
  /** How many agents of the pool could not take it, each under the first reason that holds. */
  readonly dropped: DropCounts;
  /** How many stand before it and ask for some of the same agents, free or not; counted up to `MOST_COUNTED_AHEAD`. */
  readonly ahead: number;
  /** When more agents may take it, epoch ms; absent: no later step. */
  readonly relaxesAt?: number;
  /** Whom it asks from then on, and for what. */
  readonly relaxesTo?: { readonly step: Step; readonly skills: readonly SkillNeed[] };
}
