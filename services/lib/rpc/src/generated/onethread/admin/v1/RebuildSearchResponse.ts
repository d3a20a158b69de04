// Original file: proto/onethread/admin/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface RebuildSearchResponse {
  'done'?: (number | string | Long);
  'finished'?: (boolean);
}

export interface RebuildSearchResponse__Output {
  'done': (number);
  'finished': (boolean);
}
