import type { AgentId, ConversationId } from '@onethread/contracts';
import { explainOffer } from '../../domain/assignment/explanation.ts';
import type { Collections } from '../../stores/collections.ts';
import type { DecisionDocument, PersonsChoice } from '../../stores/decision-documents.ts';
import type { ToldDecision } from './explanation-terms.ts';
import type { SettingsNames } from './settings-names.ts';
import { reasonsInWords } from './words.ts';

/** Decisions that are told of one conversation: the newest. */
export const MAX_DECISIONS = 50;

/** Newest first. Throws the store's errors. */
export async function readDecisions(
  { decisions }: Pick<Collections, 'decisions'>,
  conversationId: ConversationId,
): Promise<readonly DecisionDocument[]> {
  const query = { index: 'by_conversation', equals: [conversationId], order: 'descending' } as const;
  return (await decisions.find({ ...query, limit: MAX_DECISIONS })).documents;
}

/** Everybody whom these decisions name. */
export function agentsOf(decisions: readonly DecisionDocument[]): readonly AgentId[] {
  return decisions.flatMap(({ agentId, by, candidates }) => [
    agentId,
    ...(by === undefined ? [] : [by]),
    ...candidates.map((candidate) => candidate.agentId),
  ]);
}

export function tellDecision(
  decision: DecisionDocument,
  agentName: (agentId: string) => string,
  { skillName }: SettingsNames,
): ToldDecision {
  return {
    decision,
    agentName: agentName(decision.agentId),
    candidates: decision.candidates.map((candidate) => ({ ...candidate, name: agentName(candidate.agentId) })),
    words: wordsOf(decision, agentName),
    // Which skills were asked for then is not kept: the reason alone is told.
    dropped: reasonsInWords(decision.dropped, [], skillName),
  };
}

function wordsOf(
  { agentId, by = agentId, choice, candidateCount, how }: DecisionDocument,
  agentName: (agentId: string) => string,
): string {
  const agent = agentName(agentId);
  if (choice === 'sticky' || choice === 'only' || choice === 'least-busy' || choice === 'longest-idle')
    return explainOffer({ choice, candidateCount, autoAccept: how === 'auto' }, agent);
  return personsWords(choice, agent, by === agentId ? agent : agentName(by), by === agentId);
}

function personsWords(choice: PersonsChoice, agent: string, by: string, isSelf: boolean): string {
  switch (choice) {
    case 'taken':
      return `${agent} took it`;
    case 'transferred':
      return `${by} handed it over to ${agent}`;
    case 'assigned':
      return `${by} gave it to ${agent}`;
    case 'taken-over':
      return `${agent} took it over`;
    case 'forced':
      return isSelf
        ? `${agent} took it beyond what one may hold`
        : `${by} gave it to ${agent}, beyond what one may hold`;
  }
}
