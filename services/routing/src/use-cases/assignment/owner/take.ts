import type { AgentId, ConversationId, Take } from '@onethread/contracts';
import type { ConversationDocument } from '../../../stores/documents.ts';
import { announceConversation } from '../change-conversation.ts';
import type { Outcome } from './outcome.ts';
import { giveToAgent } from './give-to-agent.ts';
import { makeOffers } from './make-offers.ts';
import { settleConversation } from './settle-conversation.ts';
import type { Term } from './term.ts';

/** An agent takes what nobody has, within its limits. */
export async function take(term: Term, { requestId, ...request }: Take): Promise<Outcome> {
  const conversationId = request.conversationId as ConversationId;
  const agentId = request.agentId as AgentId;
  return await inLane(term, conversationId, () =>
    giveToAgent(term, {
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

/** Runs a request for a conversation in its lane, brings the conversation in order, and offers what waits. */
export async function inLane(
  term: Term,
  conversationId: ConversationId,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  let outcome: Outcome = { outcome: 'failed' };
  await term.onConversation(conversationId, async () => {
    outcome = await work();
    const settled = await settleConversation(term, conversationId);
    if (settled !== undefined && outcome.outcome === 'accepted') await announceConversation(term.context, settled, []);
  });
  makeOffers(term);
  return outcome;
}
