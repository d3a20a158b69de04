import type { DecisionCandidateInput, ExplainedDecisionInput, ExplanationInput, WhyWaitingInput } from '@onethread/rpc';
import type {
  ConversationExplanation,
  ToldCandidate,
  ToldDecision,
  ToldReason,
  ToldWaiting,
} from '../../../use-cases/explain/explanation-terms.ts';

export function encodeExplanation(explanation: ConversationExplanation): ExplanationInput {
  const { conversationId, queueId, queueName, ruleId, ruleName, settingsVersion, summary } = explanation;
  const { waiting, decisions, whyNot } = explanation;
  return {
    conversationId,
    queueId,
    queueName,
    ruleId: ruleId ?? '',
    ruleName: ruleName ?? '',
    settingsVersion,
    summary,
    waiting: waiting ? encodeWaiting(waiting) : null,
    decisions: decisions.map(encodeDecision),
    whyNot: whyNot ? { ...whyNot, reasons: [...whyNot.reasons], words: [...whyNot.words] } : null,
  };
}

/** Said where too many wait to tell how many stand before one. */
const UNKNOWN = -1;

function encodeWaiting(waiting: ToldWaiting): WhyWaitingInput {
  const { since, ahead, reasons, wouldHelp, relaxesAt, skills, dueAt } = waiting;
  return {
    sinceMs: since,
    ahead: ahead ?? UNKNOWN,
    reasons: reasons.map(encodeReason),
    wouldHelp: [...wouldHelp],
    relaxesAtMs: relaxesAt ?? 0,
    skills: [...skills],
    dueMs: dueAt ?? 0,
  };
}

function encodeDecision({ decision, agentName, candidates, words, dropped }: ToldDecision): ExplainedDecisionInput {
  const { _id, at, agentId, choice, candidateCount, settingsVersion, waitedMs, step, outcome, by } = decision;
  return {
    decisionId: _id,
    atMs: at,
    agentId,
    agentName,
    choice,
    words,
    candidates: candidates.map(encodeCandidate),
    candidateCount,
    dropped: dropped.map(encodeReason),
    settingsVersion,
    waitedMs,
    step: step ?? '',
    outcome: outcome ?? '',
    byAgentId: by ?? '',
  };
}

function encodeCandidate({ agentId, name, load, capacity, lastAssignedAt }: ToldCandidate): DecisionCandidateInput {
  return { agentId, agentName: name, load, capacity, lastAssignedMs: lastAssignedAt };
}

function encodeReason({ reason, agents, words }: ToldReason): ToldReason {
  return { reason, agents, words };
}
