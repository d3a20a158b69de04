// Original file: proto/onethread/admin/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface LedgerCheck {
  'name'?: (string);
  'promise'?: (string);
  'checked'?: (number | string | Long);
  'faults'?: (number | string | Long);
  'examples'?: (string)[];
}

export interface LedgerCheck__Output {
  'name': (string);
  'promise': (string);
  'checked': (number);
  'faults': (number);
  'examples': (string)[];
}
