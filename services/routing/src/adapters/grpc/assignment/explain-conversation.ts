import type { ExplainConversationRequest, ExplanationInput } from '@onethread/rpc';
import { explainConversation as explain } from '../../../use-cases/explain/explain-conversation.ts';
import { authenticateReader } from '../authenticate.ts';
import { agentIdFrom, conversationIdFrom } from '../ids.ts';
import type { UnaryMethod } from '../unary.ts';
import { encodeExplanation } from './encode-explanation.ts';

/** Whoever may read the thread may know why its conversations are where they are. */
export const explainConversation: UnaryMethod<ExplainConversationRequest, ExplanationInput> = async (
  context,
  { conversationId, agentId },
  metadata,
) => {
  await authenticateReader(context, metadata);
  const explanation = await explain(
    { ...context.useCases, pictures: context.pictures },
    {
      conversationId: conversationIdFrom(conversationId),
      ...(agentId === '' ? {} : { agentId: agentIdFrom(agentId) }),
    },
  );
  return encodeExplanation(explanation);
};
