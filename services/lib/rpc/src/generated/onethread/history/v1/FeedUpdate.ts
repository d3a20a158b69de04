// Original file: proto/onethread/history/v1/history.proto

import type { FeedItem as _onethread_history_v1_FeedItem, FeedItem__Output as _onethread_history_v1_FeedItem__Output } from '../../../onethread/history/v1/FeedItem.ts';
import type { FeedState as _onethread_history_v1_FeedState, FeedState__Output as _onethread_history_v1_FeedState__Output } from '../../../onethread/history/v1/FeedState.ts';

export interface FeedUpdate {
  'snapshot'?: (boolean);
  'items'?: (_onethread_history_v1_FeedItem)[];
  'cursor'?: (string);
  'state'?: (_onethread_history_v1_FeedState | null);
  'olderPageToken'?: (string);
  'live'?: (boolean);
}

export interface FeedUpdate__Output {
  'snapshot': (boolean);
  'items': (_onethread_history_v1_FeedItem__Output)[];
  'cursor': (string);
  'state': (_onethread_history_v1_FeedState__Output | null);
  'olderPageToken': (string);
  'live': (boolean);
}
