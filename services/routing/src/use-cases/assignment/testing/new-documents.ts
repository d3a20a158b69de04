import type { AgentId, ConversationId, CustomerId, IdentityId } from '@onethread/contracts';
import type { AgentDocument, ConversationDocument } from '../../../stores/documents.ts';

/** An agent of the main pool that holds nothing yet. */
export function newAgent(name: string, capacity: number): Omit<AgentDocument, 'rev'> {
  return {
    _id: name as AgentId,
    name: name.toUpperCase(),
    email: `${name}@example.org`,
    role: 'agent',
    disabled: false,
    pool: 'main',
    capacity,
    holds: [],
    epoch: 0,
    lastAssignedAt: 0,
    missedInARow: 0,
  };
}

/** A conversation of the main pool that waits since `now`. */
export function newConversation(name: string, now: number): Omit<ConversationDocument, 'rev'> {
  return {
    _id: `v_${name}` as ConversationId,
    homeId: `c_${name}` as CustomerId,
    state: 'open',
    stateAt: now * 1000,
    openedAt: now,
    lastActivityAt: now,
    previewAt: now * 1000,
    preview: '',
    previewFromCustomer: true,
    lastIdentityId: name as IdentityId,
    pool: 'main',
    queueId: 'default',
    weight: 1,
    live: true,
    waitingSince: now,
    refusedBy: [],
    explanation: '',
    outbox: [],
  };
}
