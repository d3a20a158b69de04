import type { AgentId, ConversationId } from '@onethread/contracts';
import type { Candidate, Choice, DropCounts, Step } from '../domain/assignment/terms.ts';
import type { Document } from './document.ts';

/** Decisions are kept as long as the inputs that they were made from: 90 days. */
export const DECISION_KEPT_MS = 90 * 24 * 3_600_000;

/** A person's choice, where the policy made none: an agent took it, or handed it over, or a supervisor gave it, took it over, or gave it beyond capacity. */
export type PersonsChoice = 'taken' | 'transferred' | 'assigned' | 'taken-over' | 'forced';

/**
 * Why an agent was offered or given a conversation: written before the conversation is, so that each offer and assignment
 * has one. `_id` is the reservation's id, or the decision's own where nothing was offered. One whose write of the
 * conversation came to nothing is removed again, as far as possible.
 */
export interface DecisionDocument extends Document<string> {
  readonly pool: string;
  readonly conversationId: ConversationId;
  /** Epoch ms. */
  readonly at: number;
  readonly agentId: AgentId;
  readonly choice: Choice | PersonsChoice;
  /** How it was given: an offer that may be declined, or at once, by the queue's setting or by a person. */
  readonly how: 'offered' | 'auto' | 'by-person';
  /** Absent where a person chose. */
  readonly step?: Step;
  readonly queueId: string;
  /** The first ten, best first. Where a person chose: the chosen agent alone. */
  readonly candidates: readonly Candidate[];
  readonly candidateCount: number;
  readonly dropped: DropCounts;
  readonly settingsVersion: number;
  /** The rule that chose the queue. */
  readonly ruleId?: string;
  readonly waitedMs: number;
  /** Who decided, where that was a person. */
  readonly by?: AgentId;
  /** Given beyond the agent's limits. */
  readonly forced?: true;
  /** What became of it; absent while it is open. Written later, and lost where the owner died in between. */
  readonly outcome?: 'accepted' | 'declined' | 'missed' | 'rescinded';
  readonly expiresAt: number;
}
