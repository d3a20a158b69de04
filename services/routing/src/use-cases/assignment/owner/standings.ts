import type { AgentId, ConversationId, RecordedInput } from '@onethread/contracts';
import type { ConversationDocument } from '../../../stores/documents.ts';

/** Who has a conversation, or is being asked, as the owner saw it last. */
interface Standing {
  readonly offer?: { readonly id: string; readonly agentId: AgentId };
  readonly assigneeId?: AgentId;
}

export type Answered = Extract<RecordedInput, { readonly type: 'answered' }> & { readonly reservationId: string };
export type Released = Extract<RecordedInput, { readonly type: 'released' }>;

/** Who has what, as the owner saw it last: so that it notices what became of offers and who lost a conversation. */
export class Standings {
  readonly #known = new Map<ConversationId, Standing>();

  /** Takes note of a document and tells what has changed since. `at`: epoch ms. */
  note(document: ConversationDocument, at: number): readonly (Answered | Released)[] {
    const { _id: conversationId, reservation, assigneeId } = document;
    const before = this.#known.get(conversationId) ?? {};
    if (reservation === undefined && assigneeId === undefined) this.#known.delete(conversationId);
    else {
      this.#known.set(conversationId, {
        ...(reservation === undefined ? {} : { offer: reservation }),
        ...(assigneeId === undefined ? {} : { assigneeId }),
      });
    }
    const changes: (Answered | Released)[] = [];
    let holder = before.assigneeId;
    if (before.offer !== undefined && before.offer.id !== reservation?.id) {
      const { id: reservationId, agentId } = before.offer;
      const { lastReservation } = document;
      const outcome = lastReservation?.id === reservationId ? lastReservation.outcome : 'rescinded';
      changes.push({ type: 'answered', at, conversationId, agentId, outcome, reservationId });
      // Accepted, and over again before anybody looked.
      if (outcome === 'accepted') holder = agentId;
    }
    if (holder !== undefined && holder !== assigneeId) changes.push(released(document, holder, at));
    return changes;
  }

  forget(conversationId: ConversationId): void {
    this.#known.delete(conversationId);
  }
}

function released(document: ConversationDocument, agentId: AgentId, at: number): Released {
  const { _id: conversationId, state, weight, channel, interruptible, releasedFor } = document;
  return {
    type: 'released',
    at,
    conversationId,
    agentId,
    reason: state === 'open' ? (releasedFor ?? 'reopened') : state,
    weight,
    ...(channel === undefined ? {} : { channel }),
    ...(interruptible === undefined ? {} : { interruptible }),
  };
}
