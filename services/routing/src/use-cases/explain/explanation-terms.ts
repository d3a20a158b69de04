import type { AgentId, ConversationId, SkillNeed } from '@onethread/contracts';
import type { Candidate } from '../../domain/assignment/terms.ts';
import type { DecisionDocument } from '../../stores/decision-documents.ts';

/** How many agents one reason keeps from a conversation, and the same in words. */
export interface ToldReason {
  readonly reason: string;
  readonly agents: number;
  /** "3 agents are full". */
  readonly words: string;
}

export interface ToldWaiting {
  /** Epoch ms, as all instants here. */
  readonly since: number;
  /** How many stand before it that ask some of the same agents; undefined: too many wait to tell. */
  readonly ahead: number | undefined;
  readonly reasons: readonly ToldReason[];
  /** What would have to change: "Anna (French 3) becomes free". */
  readonly wouldHelp: readonly string[];
  /** When more agents may take it; undefined: never. */
  readonly relaxesAt: number | undefined;
  /** What is asked for by now. */
  readonly skills: readonly SkillNeed[];
  readonly dueAt: number | undefined;
}

export interface ToldCandidate extends Candidate {
  readonly name: string;
}

export interface ToldDecision {
  readonly decision: DecisionDocument;
  readonly agentName: string;
  readonly candidates: readonly ToldCandidate[];
  readonly words: string;
  readonly dropped: readonly ToldReason[];
}

export interface ToldWhyNot {
  readonly agentId: AgentId;
  readonly agentName: string;
  /** Stable words for programs; none: the agent could take it now. */
  readonly reasons: readonly string[];
  /** The same for people, one for one. */
  readonly words: readonly string[];
}

/** Why a conversation is where it is. */
export interface ConversationExplanation {
  readonly conversationId: ConversationId;
  readonly queueId: string;
  readonly queueName: string;
  /** The rule by which it came into its queue. */
  readonly ruleId: string | undefined;
  readonly ruleName: string | undefined;
  readonly settingsVersion: number;
  readonly summary: string;
  readonly waiting: ToldWaiting | undefined;
  /** Newest first. */
  readonly decisions: readonly ToldDecision[];
  readonly whyNot: ToldWhyNot | undefined;
}
