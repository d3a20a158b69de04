import type { AgentId, ConversationId } from '@onethread/contracts';
import { OutcomeUnknownError } from '@onethread/documents';
import type { PersonsChoice } from '../../../stores/decision-documents.ts';
import type { AgentDocument, ConversationDocument, Hold } from '../../../stores/documents.ts';
import { assigned } from '../transitions.ts';
import type { AssignReason } from '../transitions.ts';
import type { Outcome } from './outcome.ts';
import { personsDecision, storeDecision } from './decision-records.ts';
import { holdOf, takeHold } from './holds.ts';
import type { Term } from './term.ts';
import { noteChanges } from './track.ts';

const MAX_ATTEMPTS = 20;

/** One try of a request. */
export interface Tried {
  /** It stored a decision, which was not there before. */
  hasStored: boolean;
}

/** A person's wish that an agent has a conversation. */
export interface Wish {
  readonly tried: Tried;
  readonly requestId: string;
  readonly conversationId: ConversationId;
  readonly agentId: AgentId;
  /** Who wishes it. */
  readonly by: AgentId;
  readonly choice: PersonsChoice;
  /** Takes it also where it does not fit. */
  readonly beyondLimits: boolean;
  /** What is to be answered from the document as it is; undefined: it may be given to the agent. May be asked several times. */
  readonly refusal: (document: ConversationDocument) => Outcome | undefined;
  readonly words: (document: ConversationDocument, hold: Hold) => { reason: AssignReason; explanation: string };
}

/**
 * Gives a conversation to an agent, whoever has it: the agent's hold first, the conversation second; the hold of whoever
 * had it is dropped when the conversation is settled, last. Each request takes effect once, however often it comes. Runs
 * in the conversation's lane.
 */
export async function giveToAgent(term: Term, wish: Wish): Promise<Outcome> {
  const { conversationId, agentId } = wish;
  try {
    return await tryToGive(term, wish);
  } finally {
    term.agents.removePending(agentId, conversationId);
  }
}

async function tryToGive(term: Term, wish: Wish): Promise<Outcome> {
  const { conversations } = term.context.collections;
  const { conversationId, agentId, requestId, beyondLimits } = wish;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const document = await conversations.get(conversationId);
    if (document === undefined) return { outcome: 'not-found' };
    if (document.pool !== term.pool) return { outcome: 'failed' };
    // What is given to another does not tell any more what came of an offer before.
    noteChanges(term, document);
    if (document.doneRequests?.includes(requestId) === true) return { outcome: 'accepted' };
    const refusal = wish.refusal(document);
    if (refusal !== undefined) return refusal;
    const agent = term.agents.get(agentId)?.document;
    if (agent === undefined || agent.disabled) return { outcome: 'not-found' };
    // Each attempt writes the agent after the conversation was read: see takeHold.
    const hold = await reserved(term, agentId, document, beyondLimits);
    if (hold === undefined) return { outcome: 'at-capacity' };
    if (await written(term, wish, { agent, hold, document })) return { outcome: 'accepted' };
  }
  return { outcome: 'failed' };
}

/** Counted from before it is written, so that nobody decides on the same room meanwhile. */
async function reserved(
  term: Term,
  agentId: AgentId,
  document: ConversationDocument,
  beyondLimits: boolean,
): Promise<Hold | undefined> {
  if (!term.agents.conversationsOf(agentId).includes(document._id)) {
    term.agents.addPending(agentId, holdOf(document), term.context.now());
  }
  return await takeHold(term, agentId, document, { beyondLimits });
}

async function written(
  term: Term,
  wish: Wish,
  { agent, hold, document }: { agent: AgentDocument; hold: Hold; document: ConversationDocument },
): Promise<boolean> {
  const { agentId, requestId, choice, by } = wish;
  const to = { agentId, requestId, ...wish.words(document, hold) };
  // Who takes what is being offered to them accepts that offer: it was decided before.
  if (to.reason !== 'accepted') {
    const decision = personsDecision(term, { id: requestId, choice, by, agent, hold, document });
    wish.tried.hasStored = (await storeDecision(term, decision)) || wish.tried.hasStored;
  }
  try {
    const result = await term.context.collections.conversations.replace(assigned(document, to, term.context.now()));
    return result.outcome === 'applied';
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw error;
    term.unsure.add(document._id);
    return false;
  }
}
