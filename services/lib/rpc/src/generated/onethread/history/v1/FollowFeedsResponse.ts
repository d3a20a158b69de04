// Original file: proto/onethread/history/v1/history.proto

import type { FeedUpdate as _onethread_history_v1_FeedUpdate, FeedUpdate__Output as _onethread_history_v1_FeedUpdate__Output } from '../../../onethread/history/v1/FeedUpdate.ts';
import type { FeedActivity as _onethread_history_v1_FeedActivity, FeedActivity__Output as _onethread_history_v1_FeedActivity__Output } from '../../../onethread/history/v1/FeedActivity.ts';

export interface _onethread_history_v1_FollowFeedsResponse_FeedEnded {
  'code'?: (string);
  'retryable'?: (boolean);
}

export interface _onethread_history_v1_FollowFeedsResponse_FeedEnded__Output {
  'code': (string);
  'retryable': (boolean);
}

export interface FollowFeedsResponse {
  'feedId'?: (number);
  'update'?: (_onethread_history_v1_FeedUpdate | null);
  'activity'?: (_onethread_history_v1_FeedActivity | null);
  'ended'?: (_onethread_history_v1_FollowFeedsResponse_FeedEnded | null);
  'event'?: "update"|"activity"|"ended";
}

export interface FollowFeedsResponse__Output {
  'feedId': (number);
  'update'?: (_onethread_history_v1_FeedUpdate__Output | null);
  'activity'?: (_onethread_history_v1_FeedActivity__Output | null);
  'ended'?: (_onethread_history_v1_FollowFeedsResponse_FeedEnded__Output | null);
  'event'?: "update"|"activity"|"ended";
}
