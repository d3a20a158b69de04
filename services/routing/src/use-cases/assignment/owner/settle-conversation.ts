import type { AgentId, ConversationId } from '@onethread/contracts';
import { ContentionError, OutcomeUnknownError } from '@onethread/documents';
import type { ConversationDocument, Reservation } from '../../../stores/documents.ts';
import { appendOutcome } from '../../append-outcome.ts';
import { changeConversation } from '../change-conversation.ts';
import { adoptAgent } from './adopt-agent.ts';
import { givenBack, goneIdle, offerEnded } from '../transitions.ts';
import { dropHold, takeHold } from './holds.ts';
import { DeposedError } from './term.ts';
import type { Term } from './term.ts';
import { track, untrack } from './track.ts';
import { forgetMissed } from './write-agent.ts';

const MAX_ATTEMPTS = 20;
/** Clocks of two owners may differ by less than this. */
const CLOCK_STEP_MS = 60_000;

/**
 * Brings one conversation to what it should be: ends what has run out, drops the holds that nothing stands behind,
 * and tells the policy whether it waits. Everything that happens to a conversation ends here, so a wake that comes twice, late
 * or after a crash does no harm. Runs in the conversation's lane. Returns the document as it is now.
 */
export async function settleConversation(
  term: Term,
  conversationId: ConversationId,
): Promise<ConversationDocument | undefined> {
  const strangers = new Set<AgentId>();
  const isUnknown = (agentId: AgentId | undefined): agentId is AgentId =>
    agentId !== undefined && term.agents.get(agentId) === undefined && !strangers.has(agentId);
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const settled = await changeConversation(term.context, conversationId, (present) => {
      if (present === undefined || isUnknown(holderOf(present))) return { result: undefined };
      const write = dueChange(term, present);
      return { result: undefined, ...(write ? { write } : {}) };
    });
    let { document } = settled;
    if (document === undefined || document.pool !== term.pool) {
      await forget(term, conversationId, document);
      return undefined;
    }
    if (document.outbox.length > 0) await term.detach(() => appendOutcome(term.context, { conversationId }));
    const holder = holderOf(document);
    // Who is not known may have been added by an owner before: not knowing them is no reason to take anything from them.
    if (isUnknown(holder)) {
      if (!(await adoptAgent(term, holder))) strangers.add(holder);
      continue;
    }
    const orphans = term.agents.holdersOf(conversationId).filter((agentId) => agentId !== holder);
    if (orphans.length > 0 && term.unsure.has(conversationId)) document = await stamp(term, document);
    if (document === undefined) continue;
    for (const agentId of orphans) await dropHold(term, agentId, document);
    term.unsure.delete(conversationId);
    await coverTruth(term, document);
    track(term, document);
    return document;
  }
  throw new ContentionError('one conversation is written by too many at once');
}

/** Who must hold it. */
export function holderOf(document: ConversationDocument): ConversationDocument['assigneeId'] {
  return document.reservation?.agentId ?? document.assigneeId;
}

/** What the owner has to write, if anything: expiry, withdrawal, giving back, going idle. */
export function dueChange(term: Term, document: ConversationDocument): ConversationDocument | undefined {
  const { reservation, assigneeId, state, live, pool, queueId } = document;
  const now = term.context.now();
  const offerMs = term.settings.offerMs(queueId);
  if (pool !== term.pool) return undefined;
  if (reservation !== undefined) {
    if (state !== 'open' || !term.agents.mayKeepOffers(reservation.agentId)) {
      return offerEnded(document, 'rescinded', now);
    }
    // So far ahead it can only be if the clock went back: nobody is to wait for it to come round again.
    if (reservation.until - now > offerMs + CLOCK_STEP_MS) return offerEnded(document, 'rescinded', now);
    if (reservation.until > now) return undefined;
    return offerEnded(document, wasSeen(term, document, reservation) ? 'expired' : 'rescinded', now);
  }
  if (assigneeId === undefined || state !== 'open') return undefined;
  if (term.agents.get(assigneeId)?.document.disabled ?? true) return givenBack(document, 'disabled', now);
  if (!live) return undefined;
  const graceEndsAt = term.agents.graceEndsAt(assigneeId);
  if (graceEndsAt !== undefined && graceEndsAt <= now) return givenBack(document, 'connection-lost', now);
  return term.settings.idleAt(document) <= now ? goneIdle(document, now) : undefined;
}

/** Who had no connection has not missed anything, nor who was told of it so late that half of the time was over. */
function wasSeen(term: Term, document: ConversationDocument, { agentId, until }: Reservation): boolean {
  const inTime = until - term.settings.offerMs(document.queueId) / 2;
  return term.agents.isConnected(agentId) && term.offersHeard.wasHeardBy(document._id, inTime);
}

async function forget(
  term: Term,
  conversationId: ConversationId,
  document: ConversationDocument | undefined,
): Promise<void> {
  untrack(term, conversationId, document);
  for (const agentId of term.agents.holdersOf(conversationId)) await dropHold(term, agentId, { _id: conversationId });
}

/** Rewrites the document as it is: no write that was decided before can reach it any more. Undefined when somebody was faster. */
async function stamp(term: Term, document: ConversationDocument): Promise<ConversationDocument | undefined> {
  try {
    const result = await term.context.collections.conversations.replace(document);
    return result.outcome === 'applied' ? result.document : undefined;
  } catch (error) {
    if (error instanceof OutcomeUnknownError) return undefined;
    throw error;
  }
}

/** Holds are taken first and dropped last, so one is never missing; were it so, load would be told too low, and it is put right. */
async function coverTruth(term: Term, document: ConversationDocument): Promise<void> {
  const holder = holderOf(document);
  if (holder === undefined) return;
  if (!term.agents.holdersOf(document._id).includes(holder) && !(await isStoredHold(term, holder, document))) {
    term.context.logger.error({ conversationId: document._id, agentId: holder }, 'assignment without a hold');
    await takeHold(term, holder, document);
  }
  if (document.assigneeId !== undefined) await forgetMissed(term, document.assigneeId);
}

async function isStoredHold(term: Term, holder: AgentId, document: ConversationDocument): Promise<boolean> {
  const agent = await term.context.collections.agents.get(holder);
  if (agent === undefined) return false;
  if (agent.epoch > term.epoch) throw new DeposedError('a higher epoch wrote this agent');
  term.agents.note(agent);
  return term.agents.holdersOf(document._id).includes(holder);
}
