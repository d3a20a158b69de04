// Original file: proto/onethread/routing/v1/routing.proto

import type { Long } from '@grpc/proto-loader';

export interface Snooze {
  'conversationId'?: (string);
  'untilMs'?: (number | string | Long);
}

export interface Snooze__Output {
  'conversationId': (string);
  'untilMs': (number);
}
