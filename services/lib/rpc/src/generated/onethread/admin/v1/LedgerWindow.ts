// Original file: proto/onethread/admin/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface LedgerWindow {
  'topic'?: (string);
  'records'?: (number | string | Long);
  'fromMs'?: (number | string | Long);
  'toMs'?: (number | string | Long);
}

export interface LedgerWindow__Output {
  'topic': (string);
  'records': (number);
  'fromMs': (number);
  'toMs': (number);
}
