import { explainOffer } from '../../../domain/assignment/explanation.ts';
import type { Decision } from '../../../domain/assignment/terms.ts';
import { OutcomeUnknownError } from '@onethread/documents';
import type { AgentId } from '@onethread/contracts';
import type { ConversationDocument, Reservation } from '../../../stores/documents.ts';
import { announceConversation } from '../change-conversation.ts';
import { offered } from '../transitions.ts';
import { settleConversation, track } from './settle-conversation.ts';
import { isWaiting } from './term.ts';
import type { Term } from './term.ts';
import { takeHold } from './write-agent.ts';

/** Offers whose writes are under way at the same time. */
const MAX_OFFERS_AT_ONCE = 64;
const MAX_ATTEMPTS = 20;

/**
 * Offers what waits as far as agents are free. Decisions are made in memory, at once; their writes go on side by side.
 * `fresh`, if given, is a document just read, which saves reading it again.
 */
export function makeOffers(term: Term, fresh?: ConversationDocument): void {
  while (term.ready && !term.ended && term.offering.size < MAX_OFFERS_AT_ONCE) {
    const decision = term.policy.decide(term.context.now());
    if (decision === undefined) return;
    const { conversationId, agentId, weight } = decision;
    term.offering.add(conversationId);
    term.agents.addPending(agentId, conversationId, weight);
    const known = fresh?._id === conversationId ? fresh : undefined;
    void term.onConversation(conversationId, () => makeOffer(term, decision, known)).finally(() => makeOffers(term));
  }
}

/** Hold first, reservation second; what did not come about is settled again. Runs in the conversation's lane. */
async function makeOffer(term: Term, decision: Decision, fresh: ConversationDocument | undefined): Promise<void> {
  const { conversationId, agentId } = decision;
  let written: ConversationDocument | undefined;
  try {
    written = await reserve(term, decision, fresh);
  } finally {
    term.offering.delete(conversationId);
    term.agents.removePending(agentId, conversationId);
  }
  if (written === undefined) {
    await settleConversation(term, conversationId);
    return;
  }
  term.offersHeard.made(conversationId, written.rev);
  track(term, written);
  await announceConversation(term.context, written, [agentId]);
}

async function reserve(
  term: Term,
  decision: Decision,
  fresh: ConversationDocument | undefined,
): Promise<ConversationDocument | undefined> {
  const { conversations } = term.context.collections;
  const { conversationId, agentId } = decision;
  const reservationId = term.context.newId();
  let document = fresh ?? (await conversations.get(conversationId));
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    if (document === undefined || !mayBeOffered(term, document, agentId)) return undefined;
    // Each attempt writes the agent after the conversation was read: see takeHold.
    if (!(await takeHold(term, agentId, document))) return undefined;
    const until = term.context.now() + term.context.settings.offerMs;
    const reservation: Reservation = { id: reservationId, agentId, until };
    const name = term.agents.get(agentId)?.document.name ?? 'an agent';
    try {
      const result = await conversations.replace(offered(document, reservation, explainOffer(decision, name)));
      if (result.outcome === 'applied') return result.document;
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error;
      term.unsure.add(conversationId);
    }
    document = await conversations.get(conversationId);
    if (document?.reservation?.id === reservationId) return document;
  }
  return undefined;
}

function mayBeOffered(term: Term, document: ConversationDocument, agentId: AgentId): boolean {
  return (
    document.pool === term.pool &&
    isWaiting(document) &&
    !document.refusedBy.includes(agentId) &&
    term.agents.isAvailable(agentId)
  );
}
