import type { Presence, TargetClock } from './model.ts';

/** Why conversations are where they are, and what the queues look like. Names as in assignment.proto; instants `...Ms`. */
export interface SkillNeed {
  readonly skill: string;
  /** 1 to 5. */
  readonly level: number;
}

export interface ReasonCount {
  /** offline, away, busy, full, channel-full, team-full, skill, not-member, declined, unstable. */
  readonly reason: string;
  readonly agents: number;
  readonly words: string;
}

export interface WhyWaiting {
  readonly sinceMs: number;
  /** -1: not known. */
  readonly ahead: number;
  readonly reasons: readonly ReasonCount[];
  /** What would have to change, in plain words. */
  readonly wouldHelp: readonly string[];
  /** 0: nothing more will be relaxed. */
  readonly relaxesAtMs: number;
  readonly skills: readonly SkillNeed[];
  readonly dueMs: number;
}

export interface Candidate {
  readonly agentId: string;
  readonly agentName: string;
  readonly load: number;
  readonly capacity: number;
  readonly lastAssignedMs: number;
}

export interface ExplainedDecision {
  readonly decisionId: string;
  readonly atMs: number;
  readonly agentId: string;
  readonly agentName: string;
  /** sticky, only, least-busy, longest-idle, taken, transferred, assigned, taken-over, forced. */
  readonly choice: string;
  readonly words: string;
  /** The first ten that could have taken it, best first. */
  readonly candidates: readonly Candidate[];
  readonly candidateCount: number;
  readonly dropped: readonly ReasonCount[];
  readonly settingsVersion: number;
  readonly waitedMs: number;
  /** own, relaxed, overflow, anyone, sticky. */
  readonly step: string;
  /** accepted, declined, missed, rescinded; empty while open. */
  readonly outcome: string;
  /** Empty: nobody but the engine. */
  readonly byAgentId: string;
}

export interface WhyNot {
  readonly agentId: string;
  readonly agentName: string;
  /** Empty: this agent could take it now. */
  readonly reasons: readonly string[];
  readonly words: readonly string[];
}

export interface Explanation {
  readonly conversationId: string;
  readonly queueId: string;
  readonly queueName: string;
  /** Empty: no rule named the queue. */
  readonly ruleId: string;
  readonly ruleName: string;
  readonly settingsVersion: number;
  readonly summary: string;
  /** While it waits. */
  readonly waiting: WhyWaiting | null;
  /** Newest first. */
  readonly decisions: readonly ExplainedDecision[];
  readonly whyNot: WhyNot | null;
}

export interface QueueRow {
  readonly queueId: string;
  readonly name: string;
  readonly waiting: number;
  /** 0: nobody waits. */
  readonly longestWaitingSinceMs: number;
  readonly offered: number;
  readonly inWork: number;
  readonly snoozed: number;
  readonly missedTargets: number;
  readonly teamIds: readonly string[];
  readonly removed: boolean;
}

export interface AgentRow {
  readonly agentId: string;
  readonly name: string;
  readonly presence: Presence;
  readonly connected: boolean;
  readonly load: number;
  readonly capacity: number;
  readonly conversations: number;
  /** Since when the agent is in this state. */
  readonly sinceMs: number;
  readonly teamIds: readonly string[];
  readonly removed: boolean;
  readonly interruptibleLoad: number;
  readonly interruptibleCapacity: number;
}

/** A target that is at risk or missed. */
export interface TargetRow {
  readonly conversationId: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly queueId: string;
  readonly assigneeId: string;
  readonly clock: TargetClock;
}

/** Whole at first, later only rows that changed. */
export interface WallboardUpdate {
  readonly snapshot: boolean;
  readonly atMs: number;
  readonly queues: readonly QueueRow[];
  readonly agents: readonly AgentRow[];
  readonly atRisk: readonly TargetRow[];
  /** `atRisk` is the whole list, soonest first. */
  readonly atRiskWhole: boolean;
}

/** The stream of the wallboard says so often that it is still there, as event `beat`; its data is the server's time. */
export const WALLBOARD_BEAT_MS = 5000;
