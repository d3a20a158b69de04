import { followUpEntryId } from '@onethread/contracts';
import type { AgentId } from '@onethread/contracts';
import type { ConversationDocument, OutboxItem, Reservation } from '../../stores/documents.ts';

/**
 * The life of an assignment, each step one compare-and-set of the conversation's document:
 * waiting → offered (reservation) → assigned, or back to waiting when declined, missed or rescinded;
 * waiting → assigned when taken; assigned → waiting when given back. `waitingSince` survives every offer, and comes back
 * with a conversation that is given back.
 */
type ReservationEnd = 'declined' | 'expired' | 'rescinded';

export function offered(
  document: ConversationDocument,
  reservation: Reservation,
  explanation: string,
): ConversationDocument {
  return { ...document, reservation, explanation };
}

export function assigned(
  document: ConversationDocument,
  to: { readonly agentId: AgentId; readonly explanation: string; readonly reason: 'accepted' | 'taken' },
  now: number,
): ConversationDocument {
  const { reservation, waitingSince, lastReservation: _, ...rest } = document;
  return {
    ...rest,
    assigneeId: to.agentId,
    assignedAt: now,
    keeperId: to.agentId,
    waitedSince: waitingSince ?? document.waitedSince ?? document.openedAt,
    ...(reservation
      ? { lastReservation: { id: reservation.id, agentId: reservation.agentId, outcome: 'accepted' as const } }
      : {}),
    explanation: to.explanation,
    ...withFact(document, 'assigned', to.agentId, to.reason, now),
  };
}

/** Declined and missed offers are refusals: that agent is never asked for this conversation again. Rescinded ones are not. */
export function offerEnded(document: ConversationDocument, outcome: ReservationEnd, now: number): ConversationDocument {
  const { reservation, ...rest } = document;
  if (reservation === undefined) return document;
  const { id, agentId } = reservation;
  return {
    ...rest,
    lastReservation: { id, agentId, outcome },
    refusedBy: outcome === 'rescinded' ? document.refusedBy : withAgent(document.refusedBy, agentId),
    explanation: ENDED[outcome].explanation,
    ...withFact(document, 'released', agentId, ENDED[outcome].reason, now),
  };
}

const ENDED = {
  declined: { reason: 'declined', explanation: 'Declined: waiting for another agent' },
  expired: { reason: 'missed', explanation: 'Offer missed: waiting for another agent' },
  rescinded: { reason: 'rescinded', explanation: 'Offer withdrawn: waiting for a free agent' },
} as const;

export type GiveBack = 'returned' | 'connection-lost' | 'disabled';

/** Back to the queue with its age. Who returned it by hand is not asked again; who lost it is asked first. */
export function givenBack(document: ConversationDocument, reason: GiveBack, now: number): ConversationDocument {
  const { assigneeId, assignedAt: _, waitedSince, keeperId, ...rest } = document;
  if (assigneeId === undefined) return document;
  return {
    ...rest,
    waitingSince: waitedSince ?? document.openedAt,
    ...(reason === 'connection-lost' ? { keeperId: assigneeId } : {}),
    ...(reason !== 'connection-lost' && keeperId !== undefined && keeperId !== assigneeId ? { keeperId } : {}),
    refusedBy: reason === 'returned' ? withAgent(document.refusedBy, assigneeId) : document.refusedBy,
    explanation: GIVEN_BACK[reason],
    ...withFact(document, 'released', assigneeId, reason, now),
  };
}

const GIVEN_BACK = {
  returned: 'Returned to the queue',
  'connection-lost': 'Back in the queue: the agent lost the connection',
  disabled: 'Back in the queue: the agent was disabled',
} as const;

function withAgent(agentIds: readonly AgentId[], agentId: AgentId): readonly AgentId[] {
  return agentIds.includes(agentId) ? agentIds : [...agentIds, agentId];
}

/** One write wins each `rev`, so a fact named after it exists once. */
function withFact(
  document: ConversationDocument,
  kind: 'assigned' | 'released',
  agentId: AgentId,
  reason: string,
  now: number,
): { readonly outbox: readonly OutboxItem[]; readonly outboxAt: number } {
  const id = followUpEntryId(`${document._id}@${document.rev}`, `${kind}:${reason}`);
  return {
    outbox: [...document.outbox, { id, body: { kind, conversationId: document._id, agentId, reason, decidedAt: now } }],
    outboxAt: document.outboxAt ?? now,
  };
}
