// Original file: proto/onethread/routing/v1/routing.proto

import type { Long } from '@grpc/proto-loader';

export interface MarkRead {
  'customerId'?: (string);
  'upToUs'?: (number | string | Long);
}

export interface MarkRead__Output {
  'customerId': (string);
  'upToUs': (number);
}
