import type { ConversationId } from '@onethread/contracts';
import type { ConversationDocument } from '../../../stores/documents.ts';
import { waitingOf } from '../waiting-of.ts';
import { closeDecision } from './decision-records.ts';
import { holdOf } from './holds.ts';
import { isWaiting } from './term.ts';
import type { Term } from './term.ts';

/** Keeps the policy, the alarms and what is recorded in step with a document of ours. */
export function track(term: Term, document: ConversationDocument): void {
  noteChanges(term, document);
  setAlarms(term, document);
  const { _id: conversationId, ruleId, facts } = document;
  if (isWaiting(document) && !term.offering.has(conversationId)) {
    term.waitingHolds.set(conversationId, holdOf(document));
    const now = term.context.now();
    term.policy.setWaiting(waitingOf(document, now), now, {
      ...(ruleId === undefined ? {} : { ruleId }),
      ...(facts === undefined ? {} : { facts }),
    });
  } else {
    term.waitingHolds.delete(conversationId);
    term.policy.removeWaiting(conversationId);
  }
}

/** It is none of this pool any more: as it is by now, if it is at all. */
export function untrack(term: Term, conversationId: ConversationId, document: ConversationDocument | undefined): void {
  if (document !== undefined) noteChanges(term, document);
  term.waitingHolds.delete(conversationId);
  term.policy.removeWaiting(conversationId);
  term.standings.forget(conversationId);
  term.alarms.clear(`offer ${conversationId}`);
  term.alarms.clear(`idle ${conversationId}`);
  term.offersHeard.over(conversationId);
}

function setAlarms(term: Term, document: ConversationDocument): void {
  const { _id: conversationId, reservation, assigneeId, live, state } = document;
  const offer = `offer ${conversationId}`;
  const idle = `idle ${conversationId}`;
  const look = () => term.lookAt(conversationId);
  if (reservation === undefined) {
    term.alarms.clear(offer);
    term.offersHeard.over(conversationId);
  } else term.alarms.set(offer, reservation.until, look);
  if (live && state === 'open' && assigneeId !== undefined) term.alarms.set(idle, term.settings.idleAt(document), look);
  else term.alarms.clear(idle);
}

/** What became of an offer and of who had it since the owner looked last. */
export function noteChanges(term: Term, document: ConversationDocument): void {
  for (const change of term.standings.note(document, term.context.now())) {
    if (change.type === 'released') {
      term.recorder.note(change);
      continue;
    }
    const { reservationId, ...answered } = change;
    term.recorder.note(answered);
    closeDecision(term, reservationId, answered.outcome === 'expired' ? 'missed' : answered.outcome);
  }
}
