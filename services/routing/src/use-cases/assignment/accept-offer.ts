import type { AgentId, ConversationId } from '@onethread/contracts';
import type { ConversationDocument } from '../../stores/documents.ts';
import type { UseCaseContext } from '../context.ts';
import { changeConversation, followUp } from './change-conversation.ts';
import type { ConversationStep } from './change-conversation.ts';
import { assigned } from './transitions.ts';

export interface AcceptOffer {
  readonly agentId: AgentId;
  readonly agentName: string;
  readonly conversationId: ConversationId;
  readonly reservationId: string;
}

export type AcceptOfferResult =
  | { readonly outcome: 'accepted' }
  /** Somebody else has it, or is being asked now. */
  | { readonly outcome: 'taken'; readonly by?: AgentId; readonly byName?: string }
  /** The offer ended: missed, declined or withdrawn. */
  | { readonly outcome: 'expired' }
  | { readonly outcome: 'not-found' };

/**
 * An agent accepts an offer: one compare-and-set of the conversation, on any replica; the hold is there already. The
 * same agent may say it again. Whether it is too late is told by the owner's write alone, never by a clock.
 */
export async function acceptOffer(context: UseCaseContext, accept: AcceptOffer): Promise<AcceptOfferResult> {
  const changed = await changeConversation(context, accept.conversationId, (present) =>
    decide(present, accept, context.now()),
  );
  await followUp(context, changed);
  const { result } = changed;
  if (result.outcome !== 'taken' || result.by === undefined) return result;
  const winner = await context.collections.agents.get(result.by);
  return winner === undefined ? result : { ...result, byName: winner.name };
}

function decide(
  document: ConversationDocument | undefined,
  { agentId, agentName, reservationId }: AcceptOffer,
  now: number,
): ConversationStep<AcceptOfferResult> {
  if (document === undefined) return { result: { outcome: 'not-found' } };
  const { assigneeId, reservation, state } = document;
  if (assigneeId === agentId) return { result: { outcome: 'accepted' } };
  if (assigneeId !== undefined) return { result: { outcome: 'taken', by: assigneeId } };
  if (reservation === undefined || state !== 'open') return { result: { outcome: 'expired' } };
  if (reservation.agentId !== agentId) return { result: { outcome: 'taken', by: reservation.agentId } };
  if (reservation.id !== reservationId) return { result: { outcome: 'expired' } };
  const explanation = `Accepted by ${agentName}`;
  return {
    result: { outcome: 'accepted' },
    write: assigned(document, { agentId, explanation, reason: 'accepted' }, now),
  };
}
