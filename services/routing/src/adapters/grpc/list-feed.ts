import type { ListFeedRequest, ListFeedResponseInput } from '@onethread/rpc';
import { listFeed as readFeed } from '../../use-cases/reading/list-feed.ts';
import { authenticate, FEED_ROLES } from './authenticate.ts';
import { encodeFeedState } from './encode-feed-state.ts';
import { encodeFeedItem } from './encode-item.ts';
import { identityIdFrom } from './ids.ts';
import { pageSizeOf } from './page-size.ts';
import type { UnaryMethod } from './unary.ts';

export const listFeed: UnaryMethod<ListFeedRequest, ListFeedResponseInput> = async (context, request, metadata) => {
  await authenticate(context, metadata, FEED_ROLES);
  const listed = await readFeed(context.reading, {
    identityId: identityIdFrom(request.identityId),
    pageToken: request.pageToken,
    pageSize: pageSizeOf(request.pageSize),
  });
  return {
    items: listed.items.map(encodeFeedItem),
    olderPageToken: listed.olderPageToken,
    cursor: listed.cursor,
    state: encodeFeedState(listed.state),
  };
};
