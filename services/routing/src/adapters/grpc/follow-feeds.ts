import { RpcError, type FollowFeedsRequest, type HistoryServiceHandlers } from '@onethread/rpc';
import { authenticate, FEED_ROLES } from './authenticate.ts';
import { FeedCarrier, MANY_FEEDS } from './follow-feeds-carrier.ts';
import type { GrpcContext } from './grpc-context.ts';

/** FollowFeeds: a channel's replica follows its customers over one stream. Nothing is read from it before its caller is known. */
export function followFeeds(context: GrpcContext): HistoryServiceHandlers['FollowFeeds'] {
  return (call) => {
    const carrier = new FeedCarrier(context, call, MANY_FEEDS);
    const hear = (request: FollowFeedsRequest): void => {
      try {
        obey(carrier, request);
      } catch (error) {
        carrier.fail(error);
      }
      // Who does not take what it is told is not heard on.
      const room = carrier.room();
      if (room === undefined) return;
      call.pause();
      void room.then(() => call.resume());
    };
    call.on('cancelled', () => carrier.abandon());
    call.on('close', () => carrier.abandon());
    authenticate(context, call.metadata, FEED_ROLES)
      .then(() => {
        carrier.enter();
        call.on('data', hear);
        call.on('end', () => carrier.end());
      })
      .catch((error: unknown) => carrier.fail(error));
  };
}

/** Throws `RpcError` invalid for what no client of ours would send: it would not know which of its feeds is meant. */
function obey(carrier: FeedCarrier, { feedId, follow, stop }: FollowFeedsRequest): void {
  if (follow) {
    if (carrier.has(feedId)) throw new RpcError('invalid', `feed_id ${feedId} is one of a feed that is open`);
    carrier.follow(feedId, follow);
  } else if (stop) {
    if (!carrier.has(feedId)) return;
    carrier.stop(feedId);
    // Whatever is read behind this is of a later feed with the same id.
    carrier.send({ feedId, ended: { code: 'cancelled', retryable: false } });
  } else throw new RpcError('invalid', 'a command is follow or stop');
}
