// Original file: proto/onethread/routing/v1/routing.proto

import type { Long } from '@grpc/proto-loader';

export interface Ping {
  'serverTimeMs'?: (number | string | Long);
}

export interface Ping__Output {
  'serverTimeMs': (number);
}
