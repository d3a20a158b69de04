// Original file: proto/onethread/admin/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface GroupLag {
  'topic'?: (string);
  'group'?: (string);
  'records'?: (number | string | Long);
  'seconds'?: (number | string);
}

export interface GroupLag__Output {
  'topic': (string);
  'group': (string);
  'records': (number);
  'seconds': (number);
}
