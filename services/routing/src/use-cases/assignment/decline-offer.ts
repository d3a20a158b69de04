import type { AgentId, ConversationId } from '@onethread/contracts';
import type { UseCaseContext } from '../context.ts';
import { changeConversation, followUp } from './change-conversation.ts';
import type { ConversationStep } from './change-conversation.ts';
import { offerEnded } from './transitions.ts';

export interface DeclineOffer {
  readonly agentId: AgentId;
  readonly conversationId: ConversationId;
  readonly reservationId: string;
}

export interface DeclineOfferResult {
  /** `expired`: it was not this agent's any more, or is already accepted. */
  readonly outcome: 'declined' | 'expired' | 'not-found';
}

/** An agent declines an offer; it is never offered this conversation again, others are at once. May be said again. */
export async function declineOffer(context: UseCaseContext, decline: DeclineOffer): Promise<DeclineOfferResult> {
  const { agentId, conversationId, reservationId } = decline;
  const changed = await changeConversation(context, conversationId, (present): ConversationStep<DeclineOfferResult> => {
    if (present === undefined) return { result: { outcome: 'not-found' } };
    const { reservation, lastReservation } = present;
    if (reservation?.id === reservationId && reservation.agentId === agentId) {
      return { result: { outcome: 'declined' }, write: offerEnded(present, 'declined', context.now()) };
    }
    const isMine = lastReservation?.id === reservationId && lastReservation.agentId === agentId;
    const already = isMine && lastReservation.outcome === 'declined';
    return { result: { outcome: already ? 'declined' : 'expired' } };
  });
  await followUp(context, changed);
  return changed.result;
}
