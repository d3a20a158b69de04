import type { HistoryServiceHandlers } from '@onethread/rpc';
import { checkFile } from './check-file.ts';
import { followFeed } from './follow-feed.ts';
import { followFeeds } from './follow-feeds.ts';
import { getConversation } from './get-conversation.ts';
import type { GrpcContext } from './grpc-context.ts';
import { listConversations } from './list-conversations.ts';
import { listFeed } from './list-feed.ts';
import { listItems } from './list-items.ts';
import { search } from './search.ts';
import { unary } from './unary.ts';

/** onethread.history.v1.HistoryService */
export function historyService(context: GrpcContext): HistoryServiceHandlers {
  return {
    ListItems: unary(context, 'ListItems', listItems),
    GetConversation: unary(context, 'GetConversation', getConversation),
    ListConversations: unary(context, 'ListConversations', listConversations),
    ListFeed: unary(context, 'ListFeed', listFeed),
    FollowFeed: followFeed(context),
    FollowFeeds: followFeeds(context),
    CheckFile: unary(context, 'CheckFile', checkFile),
    Search: unary(context, 'Search', search),
  };
}
