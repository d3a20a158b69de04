// Original file: proto/onethread/history/v1/history.proto

import type { SearchHit as _onethread_history_v1_SearchHit, SearchHit__Output as _onethread_history_v1_SearchHit__Output } from '../../../onethread/history/v1/SearchHit.ts';
import type { Long } from '@grpc/proto-loader';

export interface SearchResponse {
  'hits'?: (_onethread_history_v1_SearchHit)[];
  'nextPageToken'?: (string);
  'completeSinceMs'?: (number | string | Long);
}

export interface SearchResponse__Output {
  'hits': (_onethread_history_v1_SearchHit__Output)[];
  'nextPageToken': (string);
  'completeSinceMs': (number);
}
