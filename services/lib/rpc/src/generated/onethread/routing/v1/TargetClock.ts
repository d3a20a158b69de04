// Original file: proto/onethread/routing/v1/routing.proto

import type { Long } from '@grpc/proto-loader';

export interface TargetClock {
  'target'?: (string);
  'dueMs'?: (number | string | Long);
  'warnMs'?: (number | string | Long);
  'missed'?: (boolean);
  'leftMs'?: (number | string | Long);
}

export interface TargetClock__Output {
  'target': (string);
  'dueMs': (number);
  'warnMs': (number);
  'missed': (boolean);
  'leftMs': (number);
}
