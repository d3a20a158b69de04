import { explainOffer } from '../../../domain/assignment/explanation.ts';
import type { DecisionInputs } from '../../../domain/assignment/terms.ts';
import { OutcomeUnknownError } from '@onethread/documents';
import type { RecordedDecision } from '../../../recording/recorded-policy.ts';
import type { ConversationDocument } from '../../../stores/documents.ts';
import { appendOutcome } from '../../append-outcome.ts';
import { announceConversation } from '../change-conversation.ts';
import { assigned, offered } from '../transitions.ts';
import { closeDecision, dropDecision, policysDecision, storeDecision } from './decision-records.ts';
import { takeHold } from './holds.ts';
import { settleConversation } from './settle-conversation.ts';
import { isWaiting } from './term.ts';
import type { Term } from './term.ts';
import { track } from './track.ts';

/** Offers whose writes are under way at the same time. */
const MAX_OFFERS_AT_ONCE = 64;
const MAX_ATTEMPTS = 20;
/** Least time until the policy is asked again because time passed: however its steps lie, it is not asked in a circle. */
const LEAST_PAUSE_MS = 10;

/** A decision with what it was made from, on its way into the store. */
interface Gift {
  readonly decision: RecordedDecision;
  readonly inputs: DecisionInputs;
}

/**
 * Offers what waits as far as agents are free, or gives it at once where its queue says so. Decisions are made in memory,
 * at once; their writes go on side by side. `fresh`, if given, is a document just read, which saves reading it again.
 */
export function makeOffers(term: Term, fresh?: ConversationDocument): void {
  while (term.ready && !term.ended && term.offering.size < MAX_OFFERS_AT_ONCE) {
    const now = term.context.now();
    const decision = term.policy.decide(now);
    if (decision === undefined) {
      awakeForChange(term, now);
      return;
    }
    const gift = { decision, inputs: term.policy.inputsOf(decision) };
    const { conversationId, agentId } = decision;
    term.offering.add(conversationId);
    const hold = term.waitingHolds.get(conversationId) ?? { conversationId, weight: decision.weight };
    term.waitingHolds.delete(conversationId);
    term.agents.addPending(agentId, hold, now);
    const known = fresh?._id === conversationId ? fresh : undefined;
    void term.onConversation(conversationId, () => makeOffer(term, gift, known)).finally(() => makeOffers(term));
  }
}

/** Steps of relaxing come with time alone: nobody wakes the owner for them. */
function awakeForChange(term: Term, now: number): void {
  const at = term.policy.nextChangeAt();
  if (at === undefined) term.alarms.clear('step');
  else term.alarms.set('step', Math.max(at, now + LEAST_PAUSE_MS), () => makeOffers(term));
}

/** Hold first, reservation or assignment second; what did not come about is settled again. Runs in the conversation's lane. */
async function makeOffer(term: Term, gift: Gift, fresh: ConversationDocument | undefined): Promise<void> {
  const { conversationId, agentId, decisionId, autoAccept } = gift.decision;
  let written: ConversationDocument | undefined;
  try {
    written = await give(term, gift, fresh);
  } finally {
    term.offering.delete(conversationId);
    term.agents.removePending(agentId, conversationId);
  }
  // Once it is settled no write of ours can come any more; one whose answer was lost may have come just before.
  const document = written ?? (await settleConversation(term, conversationId));
  if (document === undefined || !isGiven(document, gift.decision)) {
    dropDecision(term, decisionId);
    return;
  }
  if (autoAccept) {
    closeDecision(term, decisionId, 'accepted');
    void term.detach(() => appendOutcome(term.context, { conversationId }));
  } else if (document.reservation !== undefined) {
    term.offersHeard.made(conversationId, document.rev);
  }
  track(term, document);
  await announceConversation(term.context, document, autoAccept ? [] : [agentId]);
}

/** The document with the reservation or the assignment; undefined when it came to nothing. The decision is stored before. */
async function give(
  term: Term,
  { decision, inputs }: Gift,
  fresh: ConversationDocument | undefined,
): Promise<ConversationDocument | undefined> {
  const { conversations } = term.context.collections;
  const { conversationId, agentId } = decision;
  let document = fresh ?? (await conversations.get(conversationId));
  const stored = storeDecision(term, policysDecision(term, decision, inputs, document?.ruleId));
  // Waited for below, also where the agent is not written.
  stored.catch(() => {});
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    // Each attempt writes the agent after the conversation was read: see takeHold.
    const mayHave = document !== undefined && mayBeOffered(term, document, decision);
    const hold = mayHave ? await takeHold(term, agentId, document as ConversationDocument) : undefined;
    await stored;
    if (hold === undefined) return undefined;
    try {
      const result = await conversations.replace(given(term, document as ConversationDocument, decision));
      if (result.outcome === 'applied') return result.document;
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error;
      term.unsure.add(conversationId);
    }
    document = await conversations.get(conversationId);
    if (document !== undefined && isGiven(document, decision)) return document;
  }
  return undefined;
}

function given(term: Term, document: ConversationDocument, decision: RecordedDecision): ConversationDocument {
  const { agentId, decisionId, autoAccept } = decision;
  const now = term.context.now();
  const explanation = explainOffer(decision, term.agents.get(agentId)?.document.name ?? 'an agent');
  if (autoAccept) return assigned(document, { agentId, explanation, reason: 'auto', requestId: decisionId }, now);
  return offered(
    document,
    { id: decisionId, agentId, until: now + term.settings.offerMs(document.queueId) },
    explanation,
  );
}

/** Whether this decision was written, whatever came of it by now. */
function isGiven(document: ConversationDocument, { decisionId }: RecordedDecision): boolean {
  const { reservation, lastReservation, doneRequests = [] } = document;
  return [reservation?.id, lastReservation?.id, ...doneRequests].includes(decisionId);
}

function mayBeOffered(term: Term, document: ConversationDocument, { agentId, queueId }: RecordedDecision): boolean {
  return (
    document.pool === term.pool &&
    document.queueId === queueId &&
    isWaiting(document) &&
    !document.refusedBy.includes(agentId) &&
    term.agents.isAvailable(agentId)
  );
}
