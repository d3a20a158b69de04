// Original file: proto/onethread/history/v1/history.proto

import type { Long } from '@grpc/proto-loader';

export interface FeedState {
  'customerReadUpToUs'?: (number | string | Long);
  'agentsReadUpToUs'?: (number | string | Long);
  'unread'?: (number);
}

export interface FeedState__Output {
  'customerReadUpToUs': (number);
  'agentsReadUpToUs': (number);
  'unread': (number);
}
