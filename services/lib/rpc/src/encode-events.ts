import type { WallboardInput } from './assignment-types.ts';
import { EncodedMessage } from './encoded-messages.ts';
import { loadProtos } from './load-protos.ts';
import type { FollowFeedResponseInput, FollowFeedsResponseInput, WorkEventInput } from './wire-types.ts';

/** An event of the agents' stream, encoded once for any number of streams. */
export function encodeWorkEvent(event: WorkEventInput): EncodedMessage {
  return new EncodedMessage(loadProtos().agent.service.Work.responseSerialize(event));
}

/** An event of a customer's feed; its bytes tell how much a stream has yet to send. */
export function encodeFeedEvent(event: FollowFeedResponseInput): EncodedMessage {
  return new EncodedMessage(loadProtos().history.service.FollowFeed.responseSerialize(event));
}

/** An event of one of many feeds that share a stream. */
export function encodeFeedsEvent(event: FollowFeedsResponseInput): EncodedMessage {
  return new EncodedMessage(loadProtos().history.service.FollowFeeds.responseSerialize(event));
}

/** A part of a wallboard, encoded once for all who watch the same teams. */
export function encodeWallboard(part: WallboardInput): EncodedMessage {
  return new EncodedMessage(loadProtos().assignment.service.WatchWallboard.responseSerialize(part));
}
