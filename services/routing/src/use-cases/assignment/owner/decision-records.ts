import type { AgentId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import type { NewDocument } from '@onethread/documents';
import type { DecisionInputs } from '../../../domain/assignment/terms.ts';
import type { RecordedDecision } from '../../../recording/recorded-policy.ts';
import { DECISION_KEPT_MS } from '../../../stores/decision-documents.ts';
import type { DecisionDocument, PersonsChoice } from '../../../stores/decision-documents.ts';
import type { AgentDocument, ConversationDocument, Hold } from '../../../stores/documents.ts';
import { loadOf } from '../../../stores/agent-load.ts';
import { abilitiesOf } from '../../../stores/agents.ts';
import type { Term } from './term.ts';

/** Of a document that nobody has written over. */
const FIRST_REV = 1;

type NewDecision = NewDocument<DecisionDocument>;

/** The record of what the policy decided. */
export function policysDecision(
  term: Term,
  { decisionId, ...decision }: RecordedDecision,
  { candidates, dropped }: DecisionInputs,
  ruleId: string | undefined,
): NewDecision {
  const { conversationId, agentId, choice, step, queueId, candidateCount, settingsVersion, waitedMs } = decision;
  const at = term.context.now();
  return {
    _id: decisionId,
    pool: term.pool,
    conversationId,
    at,
    agentId,
    choice,
    how: decision.autoAccept ? 'auto' : 'offered',
    step,
    queueId,
    candidates,
    candidateCount,
    dropped,
    settingsVersion,
    ...(ruleId === undefined ? {} : { ruleId }),
    waitedMs,
    expiresAt: at + DECISION_KEPT_MS,
  };
}

export interface PersonsDecision {
  /** Of the request: said again it is the same decision. */
  readonly id: string;
  readonly choice: PersonsChoice;
  readonly by: AgentId;
  readonly agent: AgentDocument;
  readonly hold: Hold;
  readonly document: ConversationDocument;
}

/** The record of what a person decided: nobody else was considered. */
export function personsDecision(term: Term, decision: PersonsDecision): NewDecision {
  const { id, choice, by, agent, hold, document } = decision;
  const { _id: conversationId, queueId, ruleId, waitingSince } = document;
  const at = term.context.now();
  const others = agent.holds.filter((one) => one.conversationId !== conversationId);
  const { load, interruptibleLoad } = loadOf(others);
  const { capacity, interruptibleCapacity = capacity } = abilitiesOf(agent);
  const { _id: agentId, lastAssignedAt } = agent;
  return {
    _id: id,
    pool: term.pool,
    conversationId,
    at,
    agentId,
    // A mark left from an earlier wish says nothing of this one.
    choice: choice === 'assigned' && hold.beyond === 'forced' ? 'forced' : choice,
    how: 'by-person',
    queueId,
    candidates: [
      hold.interruptible === true
        ? { agentId, load: interruptibleLoad, capacity: interruptibleCapacity, lastAssignedAt }
        : { agentId, load, capacity, lastAssignedAt },
    ],
    candidateCount: 1,
    dropped: {},
    settingsVersion: term.settings.version,
    ...(ruleId === undefined ? {} : { ruleId }),
    waitedMs: waitingSince === undefined ? 0 : Math.max(at - waitingSince, 0),
    by,
    ...(hold.beyond === 'forced' ? { forced: true as const } : {}),
    expiresAt: at + DECISION_KEPT_MS,
  };
}

/**
 * Stores a decision before it is carried out; tells whether it was not there. One that is there from an earlier try of the
 * same request is written anew: the removal of that one, which may be under way still, does not meet it. Throws the store's
 * errors.
 */
export async function storeDecision(term: Term, decision: NewDecision): Promise<boolean> {
  const { document } = await changeDocument(term.context.collections.decisions, {
    id: decision._id,
    believed: { document: undefined },
    make: (known) => (known?.outcome === undefined ? { ...decision } : { ...decision, outcome: known.outcome }),
  });
  return document?.rev === FIRST_REV;
}

/** What became of it; as far as possible, and in the background. */
export function closeDecision(term: Term, id: string, outcome: NonNullable<DecisionDocument['outcome']>): void {
  void term.detach(() =>
    changeDocument(term.context.collections.decisions, {
      id,
      make: (known) => (known === undefined || known.outcome !== undefined ? known : { ...known, outcome }),
    }),
  );
}

/**
 * It was not carried out: the conversation or the agent had changed by then. As far as possible, and in the background.
 * Only by the try that stored it first, and only while nobody wrote it since: the same request may be tried again, and
 * carried out then, before this removal comes.
 */
export function dropDecision(term: Term, id: string): void {
  void term.detach(() => term.context.collections.decisions.remove(id, FIRST_REV));
}
