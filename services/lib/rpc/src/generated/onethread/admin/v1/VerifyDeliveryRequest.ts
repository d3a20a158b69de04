// Original file: proto/onethread/admin/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface VerifyDeliveryRequest {
  'maxExamples'?: (number);
  'fromMs'?: (number | string | Long);
}

export interface VerifyDeliveryRequest__Output {
  'maxExamples': (number);
  'fromMs': (number);
}
