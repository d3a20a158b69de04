// Original file: proto/onethread/history/v1/history.proto

import type { FollowFeedRequest as _onethread_history_v1_FollowFeedRequest, FollowFeedRequest__Output as _onethread_history_v1_FollowFeedRequest__Output } from '../../../onethread/history/v1/FollowFeedRequest.ts';

export interface _onethread_history_v1_FollowFeedsRequest_StopFeed {
}

export interface _onethread_history_v1_FollowFeedsRequest_StopFeed__Output {
}

export interface FollowFeedsRequest {
  'feedId'?: (number);
  'follow'?: (_onethread_history_v1_FollowFeedRequest | null);
  'stop'?: (_onethread_history_v1_FollowFeedsRequest_StopFeed | null);
  'command'?: "follow"|"stop";
}

export interface FollowFeedsRequest__Output {
  'feedId': (number);
  'follow'?: (_onethread_history_v1_FollowFeedRequest__Output | null);
  'stop'?: (_onethread_history_v1_FollowFeedsRequest_StopFeed__Output | null);
  'command'?: "follow"|"stop";
}
