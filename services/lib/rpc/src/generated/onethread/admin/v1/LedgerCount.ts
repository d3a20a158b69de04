// Original file: proto/onethread/admin/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface LedgerCount {
  'name'?: (string);
  'value'?: (number | string | Long);
}

export interface LedgerCount__Output {
  'name': (string);
  'value': (number);
}
