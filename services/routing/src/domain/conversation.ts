import type { AgentId, ConversationId, CustomerId, EntryId, EntryBody, IdentityId } from '@onethread/contracts';
import { without } from './without.ts';

/** The fields of a conversation that entries project, and those of assignment that a change of state touches. */
export interface Conversation {
  readonly _id: ConversationId;
  readonly homeId: CustomerId;
  readonly state: 'open' | 'snoozed' | 'resolved';
  readonly stateAt: number;
  readonly snoozedUntil?: number;
  readonly openedAt: number;
  readonly resolvedAt?: number;
  readonly lastActivityAt: number;
  readonly previewAt: number;
  readonly preview: string;
  readonly previewFromCustomer: boolean;
  readonly lastIdentityId: IdentityId;
  readonly lastCustomerAt?: number;
  readonly subject?: string;
  readonly joinedInto?: ConversationId;
  readonly pool: string;
  readonly queueId: string;
  readonly weight: number;
  readonly live: boolean;
  readonly waitingSince?: number;
  readonly assigneeId?: AgentId;
  readonly assignedAt?: number;
  readonly reservation?: { readonly id: string; readonly agentId: AgentId; readonly until: number };
  readonly lastReservation?: {
    readonly id: string;
    readonly agentId: AgentId;
    readonly outcome: 'accepted' | 'declined' | 'expired' | 'rescinded';
  };
  readonly refusedBy: readonly AgentId[];
  readonly keeperId?: AgentId;
  readonly explanation: string;
  readonly outbox: readonly {
    readonly id: EntryId;
    readonly body: Extract<EntryBody, { kind: 'assigned' | 'released' | 'woken' }>;
  }[];
  readonly outboxAt?: number;
}

/** Where a new conversation goes and what it costs; from the channel's announcement and the routing rules. */
export interface ConversationTerms {
  readonly pool: string;
  readonly queueId: string;
  readonly weight: number;
  readonly live: boolean;
}

/** The one pool and queue until routing rules name others. */
export const DEFAULT_TERMS: ConversationTerms = { pool: 'main', queueId: 'default', weight: 1, live: true };

/** It waits for an agent from `since` (epoch ms) unless it already waits or somebody has it; keeps an older age. */
export function asking<C extends Conversation>(conversation: C, since: number): C {
  if (conversation.assigneeId !== undefined || conversation.waitingSince !== undefined) return conversation;
  const explanation =
    conversation.keeperId === undefined ? 'Waiting for an agent.' : 'Waiting: its last agent is asked first.';
  return { ...conversation, waitingSince: since, explanation };
}

/** Nobody is to work on it now: the agent who had it is remembered as keeper, an open offer is taken back. */
export function atRest<C extends Conversation>(conversation: C, explanation: string): C {
  const { assigneeId, reservation } = conversation;
  const rest = without(conversation, 'waitingSince', 'assigneeId', 'assignedAt', 'reservation');
  const lastReservation =
    reservation === undefined
      ? rest.lastReservation
      : { id: reservation.id, agentId: reservation.agentId, outcome: 'rescinded' as const };
  const keeperId = assigneeId ?? rest.keeperId;
  return {
    ...rest,
    refusedBy: [],
    explanation,
    ...(lastReservation === undefined ? {} : { lastReservation }),
    ...(keeperId === undefined ? {} : { keeperId }),
  } as unknown as C;
}
