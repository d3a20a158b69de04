// Original file: proto/onethread/admin/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface ParkedKey {
  'identityId'?: (string);
  'channel'?: (string);
  'account'?: (string);
  'customerId'?: (string);
  'sinceMs'?: (number | string | Long);
  'dueMs'?: (number | string | Long);
  'replies'?: (number);
  'code'?: (string);
  'reason'?: (string);
  'reportedMs'?: (number | string | Long);
  'givesUpMs'?: (number | string | Long);
}

export interface ParkedKey__Output {
  'identityId': (string);
  'channel': (string);
  'account': (string);
  'customerId': (string);
  'sinceMs': (number);
  'dueMs': (number);
  'replies': (number);
  'code': (string);
  'reason': (string);
  'reportedMs': (number);
  'givesUpMs': (number);
}
