import { encodeFeedEvent, type HistoryServiceHandlers } from '@onethread/rpc';
import { authenticate, FEED_ROLES } from './authenticate.ts';
import { FeedCarrier, type FeedWire } from './follow-feeds-carrier.ts';
import type { GrpcContext } from './grpc-context.ts';

/** The one feed is the call: it ends with it. */
const ONE_FEED: FeedWire = {
  encode: ({ update, activity }) => encodeFeedEvent(update ? { update } : { activity: activity ?? null }),
  ended: (carrier, _feedId, error) => carrier.end(error),
};

/** FollowFeed: as a stream of many feeds that carries one. */
export function followFeed(context: GrpcContext): HistoryServiceHandlers['FollowFeed'] {
  return (call) => {
    const carrier = new FeedCarrier(context, call, ONE_FEED);
    call.on('cancelled', () => carrier.abandon());
    call.on('close', () => carrier.abandon());
    const begin = async (): Promise<void> => {
      await authenticate(context, call.metadata, FEED_ROLES);
      carrier.enter();
      carrier.follow(0, call.request);
    };
    begin().catch((error: unknown) => carrier.fail(error));
  };
}
