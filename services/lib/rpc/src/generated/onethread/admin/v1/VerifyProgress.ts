// Original file: proto/onethread/admin/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface VerifyProgress {
  'phase'?: (string);
  'done'?: (number | string | Long);
}

export interface VerifyProgress__Output {
  'phase': (string);
  'done': (number);
}
