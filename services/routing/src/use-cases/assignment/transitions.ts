import { followUpEntryId } from '@onethread/contracts';
import type { AgentId } from '@onethread/contracts';
import { without } from '../../domain/without.ts';
import type { ConversationDocument, OutboxItem, Reservation } from '../../stores/documents.ts';

/**
 * The life of an assignment, each step one compare-and-set of the conversation's document:
 * waiting → offered (reservation) → assigned, or back to waiting when declined, missed or rescinded;
 * waiting → assigned when taken or given; assigned → waiting when given back or moved to a queue; assigned → assigned to
 * somebody else when handed over; assigned → at nobody, and not waiting, when idle. `waitingSince` survives every offer,
 * and comes back with a conversation that is given back.
 */
type ReservationEnd = 'declined' | 'expired' | 'rescinded';

/** How somebody came to have it; whoever had it before lost it for the same reason. */
export type AssignReason =
  'accepted' | 'taken' | 'auto' | 'transferred' | 'assigned-by-supervisor' | 'taken-over' | 'forced';

export interface AssignTo {
  readonly agentId: AgentId;
  readonly explanation: string;
  readonly reason: AssignReason;
  /** Of the request that asked for it. */
  readonly requestId?: string;
}

/** Of a conversation, the last few: more than can be under way for it at once. */
const MAX_DONE_REQUESTS = 16;

export function offered(
  document: ConversationDocument,
  reservation: Reservation,
  explanation: string,
): ConversationDocument {
  return { ...document, reservation, explanation };
}

/** Only `accepted` answers the open offer; whatever else gives it to somebody withdraws that. */
export function assigned(document: ConversationDocument, to: AssignTo, now: number): ConversationDocument {
  const freed = freedFor(document, to, now);
  const isHandedOver = document.assigneeId !== undefined && document.assigneeId !== to.agentId;
  const {
    reservation,
    waitingSince,
    lastReservation: _,
    ...rest
  } = isHandedOver ? freed : without(freed, 'releasedFor');
  return {
    ...rest,
    assigneeId: to.agentId,
    assignedAt: now,
    keeperId: to.agentId,
    waitedSince: waitingSince ?? freed.waitedSince ?? freed.openedAt,
    ...(reservation
      ? { lastReservation: { id: reservation.id, agentId: reservation.agentId, outcome: 'accepted' as const } }
      : {}),
    explanation: to.explanation,
    ...withRequest(freed, to.requestId),
    ...withFact(freed, { kind: 'assigned', agentId: to.agentId, reason: to.reason }, now),
  };
}

/** Without whoever else has it or is being asked. */
function freedFor(document: ConversationDocument, { agentId, reason }: AssignTo, now: number): ConversationDocument {
  const asked = document.reservation === undefined || reason === 'accepted';
  const free = asked ? document : offerEnded(document, 'rescinded', now);
  return free.assigneeId === undefined || free.assigneeId === agentId ? free : released(free, reason, now);
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
    ...withFact(document, { kind: 'released', agentId, reason: ENDED[outcome].reason }, now),
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
  const { assigneeId, keeperId } = document;
  if (assigneeId === undefined) return document;
  const freed = without(released(document, reason, now), 'keeperId');
  return {
    ...freed,
    waitingSince: document.waitedSince ?? document.openedAt,
    ...(reason === 'connection-lost' ? { keeperId: assigneeId } : {}),
    ...(reason !== 'connection-lost' && keeperId !== undefined && keeperId !== assigneeId ? { keeperId } : {}),
    refusedBy: reason === 'returned' ? withAgent(document.refusedBy, assigneeId) : document.refusedBy,
    explanation: GIVEN_BACK[reason],
  };
}

const GIVEN_BACK = {
  returned: 'Returned to the queue',
  'connection-lost': 'Back in the queue: the agent lost the connection',
  disabled: 'Back in the queue: the agent was disabled',
} as const;

/** Nobody wrote for long: its agent has room for others, and is asked first when the customer writes again. */
export function goneIdle(document: ConversationDocument, now: number): ConversationDocument {
  const { assigneeId } = document;
  if (assigneeId === undefined) return document;
  const explanation = 'Idle: its last agent is asked first when the customer writes';
  return { ...released(document, 'idle', now), keeperId: assigneeId, explanation };
}

export interface QueueMove {
  readonly queueId: string;
  readonly pool: string;
  /** Of the rule that chose the queue before, and of that queue, both are out of it: what counts now. */
  readonly priority: number;
  readonly by: AgentId;
  readonly byName: string;
  readonly requestId: string;
}

/**
 * To another queue, with its age, by a person. That choice stands in for the rule's: what the rule asked for beside its
 * queue's skills is asked no more. Whoever is a member there is asked anew, but not who moved it, and nobody first.
 */
export function movedToQueue(document: ConversationDocument, move: QueueMove, now: number): ConversationDocument {
  const { queueId, pool, priority, by, byName, requestId } = move;
  const freed = released(offerEnded(document, 'rescinded', now), 'transferred', now);
  return {
    ...without(freed, 'keeperId', 'skills', 'ruleId'),
    queueId,
    pool,
    priority,
    waitingSince: document.waitingSince ?? document.waitedSince ?? document.openedAt,
    refusedBy: [by],
    explanation: `Moved here by ${byName}`,
    ...withRequest(freed, requestId),
    ...withFact(freed, { kind: 'queued', agentId: by, queueId }, now),
  };
}

/** Nobody has it any more. */
function released(document: ConversationDocument, reason: string, now: number): ConversationDocument {
  const { assigneeId } = document;
  if (assigneeId === undefined) return document;
  return {
    ...without(document, 'assigneeId', 'assignedAt'),
    releasedFor: reason,
    ...withFact(document, { kind: 'released', agentId: assigneeId, reason }, now),
  };
}

function withAgent(agentIds: readonly AgentId[], agentId: AgentId): readonly AgentId[] {
  return agentIds.includes(agentId) ? agentIds : [...agentIds, agentId];
}

function withRequest(
  { doneRequests = [] }: ConversationDocument,
  requestId: string | undefined,
): { readonly doneRequests?: readonly string[] } {
  return requestId === undefined ? {} : { doneRequests: [...doneRequests, requestId].slice(-MAX_DONE_REQUESTS) };
}

type Fact =
  | { readonly kind: 'assigned' | 'released'; readonly agentId: AgentId; readonly reason: string }
  | { readonly kind: 'queued'; readonly agentId: AgentId; readonly queueId: string };

/** One write wins each `rev`, so a fact named after it exists once. */
function withFact(
  document: ConversationDocument,
  fact: Fact,
  now: number,
): { readonly outbox: readonly OutboxItem[]; readonly outboxAt: number } {
  const { _id: conversationId, rev, outbox, stateAt } = document;
  const what = `${fact.kind}:${fact.kind === 'queued' ? fact.queueId : fact.reason}`;
  const id = followUpEntryId(`${conversationId}@${rev}`, what);
  return {
    outbox: [...outbox, { id, body: { ...fact, conversationId, decidedAt: now, stateAt } }],
    outboxAt: document.outboxAt ?? now,
  };
}
