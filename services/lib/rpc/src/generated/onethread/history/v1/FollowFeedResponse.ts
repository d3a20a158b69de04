// Original file: proto/onethread/history/v1/history.proto

import type { FeedUpdate as _onethread_history_v1_FeedUpdate, FeedUpdate__Output as _onethread_history_v1_FeedUpdate__Output } from '../../../onethread/history/v1/FeedUpdate.ts';
import type { FeedActivity as _onethread_history_v1_FeedActivity, FeedActivity__Output as _onethread_history_v1_FeedActivity__Output } from '../../../onethread/history/v1/FeedActivity.ts';

export interface FollowFeedResponse {
  'update'?: (_onethread_history_v1_FeedUpdate | null);
  'activity'?: (_onethread_history_v1_FeedActivity | null);
  'event'?: "update"|"activity";
}

export interface FollowFeedResponse__Output {
  'update'?: (_onethread_history_v1_FeedUpdate__Output | null);
  'activity'?: (_onethread_history_v1_FeedActivity__Output | null);
  'event'?: "update"|"activity";
}
