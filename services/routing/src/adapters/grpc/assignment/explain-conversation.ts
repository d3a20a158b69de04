import { RpcError, type ExplainConversationRequest, type ExplanationInput } from '@onethread/rpc';
import { authenticateReader } from '../authenticate.ts';
import type { UnaryMethod } from '../unary.ts';

export const explainConversation: UnaryMethod<ExplainConversationRequest, ExplanationInput> = async (
  context,
  _request,
  metadata,
) => {
  await authenticateReader(context, metadata);
  throw new RpcError('unimplemented', 'conversations are not explained yet');
};
