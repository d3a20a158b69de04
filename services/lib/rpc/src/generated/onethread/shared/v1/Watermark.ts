// Original file: proto/onethread/shared/v1/content.proto

import type { Long } from '@grpc/proto-loader';

export interface Watermark {
  'identityId'?: (string);
  'deliveredUpToUs'?: (number | string | Long);
  'readUpToUs'?: (number | string | Long);
  'wroteAtMs'?: (number | string | Long);
}

export interface Watermark__Output {
  'identityId': (string);
  'deliveredUpToUs': (number);
  'readUpToUs': (number);
  'wroteAtMs': (number);
}
