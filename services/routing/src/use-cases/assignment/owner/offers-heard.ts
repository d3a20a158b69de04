import type { ConversationId } from '@onethread/contracts';

interface Offer {
  readonly rev: number;
  heardAt?: number;
}

/**
 * Which offers of this term came back to the owner through the log. That is the way on which they reach the replica of the
 * agent's stream: while the log is away nobody sees an offer, and what nobody sees is not missed.
 */
export class OffersHeard {
  readonly #offers = new Map<ConversationId, Offer>();

  /** `rev` of the conversation's document with the offer. */
  made(conversationId: ConversationId, rev: number): void {
    this.#offers.set(conversationId, { rev });
  }

  heard(conversationId: ConversationId, rev: number, at: number): void {
    const offer = this.#offers.get(conversationId);
    if (offer !== undefined && rev >= offer.rev) offer.heardAt ??= at;
  }

  over(conversationId: ConversationId): void {
    this.#offers.delete(conversationId);
  }

  /** Whether the offer could be seen by that time, epoch ms. Nothing is known of offers of an earlier term. */
  wasHeardBy(conversationId: ConversationId, at: number): boolean {
    return (this.#offers.get(conversationId)?.heardAt ?? Number.POSITIVE_INFINITY) <= at;
  }
}
