import { customerIdOf } from '@onethread/contracts';
import type { IdentityId } from '@onethread/contracts';
import { isForCustomer, readFeedState, type FeedState } from './customer-view.ts';
import { readItemsPage, type ItemsPage } from './items-page.ts';
import { openPlace, sealPlace } from './page-token.ts';
import type { ReadingContext } from './reading-context.ts';
import { sealCursor } from './thread-cursor.ts';
import { readThreadScope } from './thread-scope.ts';
import { readThreadState } from './thread-state.ts';

export interface ListFeed {
  readonly identityId: IdentityId;
  readonly pageToken: string;
  /** 1 to 200. */
  readonly pageSize: number;
}

export interface ListedFeed extends ItemsPage {
  readonly state: FeedState;
  readonly olderPageToken: string;
  readonly cursor: string;
}

/**
 * A page of what the person behind an identity may see. Somebody who has never written has an empty feed: a visitor opens
 * the page before the first word. Throws `RoutingError` invalid for a foreign token.
 */
export async function listFeed(context: ReadingContext, request: ListFeed): Promise<ListedFeed> {
  const { collections, tokens } = context;
  const customerId = customerIdOf(request.identityId);
  const from = openPlace(tokens, 'feed-page', customerId, request.pageToken);
  const scope = await readThreadScope(collections, customerId, 'proved');
  const state = await readThreadState(collections, scope.streams);
  const page = await readItemsPage(context, scope.members, state.watermarks, {
    direction: 'older',
    size: request.pageSize,
    visible: isForCustomer,
    ...(from === undefined ? {} : { from }),
  });
  return {
    ...page,
    state: await readFeedState(context, scope.members, state),
    olderPageToken: sealPlace(tokens, 'feed-page', customerId, page.older),
    cursor: sealCursor(tokens, 'feed-cursor', scope, state.positions),
  };
}
