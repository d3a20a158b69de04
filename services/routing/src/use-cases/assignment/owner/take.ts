import type { AgentId, ConversationId, Take } from '@onethread/contracts';
import type { ConversationDocument } from '../../../stores/documents.ts';
import { announceConversation } from '../change-conversation.ts';
import type { Outcome } from './outcome.ts';
import { closeDecision, dropDecision } from './decision-records.ts';
import { giveToAgent } from './give-to-agent.ts';
import type { Tried } from './give-to-agent.ts';
import { makeOffers } from './make-offers.ts';
import { settleConversation } from './settle-conversation.ts';
import type { Term } from './term.ts';

/** An agent takes what nobody has, within its limits. */
export async function take(term: Term, { requestId, ...request }: Take): Promise<Outcome> {
  const conversationId = request.conversationId as ConversationId;
  const agentId = request.agentId as AgentId;
  return await inLane(term, { conversationId, requestId }, (tried) =>
    giveToAgent(term, {
      tried,
      requestId,
      conversationId,
      agentId,
      by: agentId,
      choice: 'taken',
      beyondLimits: false,
      refusal: (document) => refusalOf(document, agentId),
      words: ({ reservation }) => {
        const name = term.agents.get(agentId)?.document.name ?? 'an agent';
        return reservation === undefined
          ? { reason: 'taken', explanation: `Taken by ${name}` }
          : { reason: 'accepted', explanation: `Accepted by ${name}` };
      },
    }),
  );
}

function refusalOf(document: ConversationDocument, agentId: AgentId): Outcome | undefined {
  if (document.state !== 'open') return { outcome: 'not-found' };
  if (document.assigneeId === agentId) return { outcome: 'accepted' };
  const by = document.assigneeId ?? document.reservation?.agentId;
  return by === undefined || by === agentId ? undefined : { outcome: 'taken', by };
}

/**
 * Runs a request for a conversation in its lane, brings the conversation in order, and offers what waits. Once it is settled
 * no write of ours can come any more, so whether the request took effect is told by the conversation itself.
 */
export async function inLane(
  term: Term,
  { conversationId, requestId }: { readonly conversationId: ConversationId; readonly requestId: string },
  work: (tried: Tried) => Promise<Outcome>,
): Promise<Outcome> {
  let outcome: Outcome = { outcome: 'failed' };
  await term.onConversation(conversationId, async () => {
    const tried: Tried = { hasStored: false };
    const answer = await work(tried);
    const settled = await settleConversation(term, conversationId);
    const isDone = settled?.doneRequests?.includes(requestId) === true;
    if (isDone) closeDecision(term, requestId, 'accepted');
    else if (settled !== undefined && tried.hasStored) dropDecision(term, requestId);
    outcome = isDone ? { outcome: 'accepted' } : answer;
    if (settled !== undefined && outcome.outcome === 'accepted') await announceConversation(term.context, settled, []);
  });
  makeOffers(term);
  return outcome;
}
