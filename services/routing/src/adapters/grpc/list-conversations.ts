import type { ListConversationsRequest, ListConversationsResponseInput } from '@onethread/rpc';
import { listConversations as readConversations } from '../../use-cases/reading/list-conversations.ts';
import { authenticateAgent } from './authenticate.ts';
import { decodeState, encodeConversation } from './encode-state.ts';
import { agentIdFrom } from './ids.ts';
import { pageSizeOf } from './page-size.ts';
import type { UnaryMethod } from './unary.ts';

export const listConversations: UnaryMethod<ListConversationsRequest, ListConversationsResponseInput> = async (
  context,
  request,
  metadata,
) => {
  await authenticateAgent(context, metadata);
  const state = decodeState(request.state);
  const listed = await readConversations(context.reading, context.views, {
    pageToken: request.pageToken,
    pageSize: pageSizeOf(request.pageSize),
    ...(state === undefined ? {} : { state }),
    ...(request.assigneeId === '' ? {} : { assigneeId: agentIdFrom(request.assigneeId) }),
  });
  return { conversations: listed.conversations.map(encodeConversation), nextPageToken: listed.nextPageToken };
};
