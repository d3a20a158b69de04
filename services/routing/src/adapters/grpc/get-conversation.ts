import { RpcError, type GetConversationRequest, type GetConversationResponseInput } from '@onethread/rpc';
import { authenticateAgent } from './authenticate.ts';
import { encodeConversation } from './encode-state.ts';
import { conversationIdFrom } from './ids.ts';
import type { UnaryMethod } from './unary.ts';

export const getConversation: UnaryMethod<GetConversationRequest, GetConversationResponseInput> = async (
  context,
  request,
  metadata,
) => {
  await authenticateAgent(context, metadata);
  const [view] = await context.views.read([conversationIdFrom(request.conversationId)]);
  if (view === undefined) throw new RpcError('not-found', 'there is no such conversation');
  return { conversation: encodeConversation(view) };
};
