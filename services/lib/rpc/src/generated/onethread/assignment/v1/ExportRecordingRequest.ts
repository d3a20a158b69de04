// Original file: proto/onethread/assignment/v1/assignment.proto

import type { Long } from '@grpc/proto-loader';

export interface ExportRecordingRequest {
  'fromMs'?: (number | string | Long);
  'toMs'?: (number | string | Long);
  'pool'?: (string);
}

export interface ExportRecordingRequest__Output {
  'fromMs': (number);
  'toMs': (number);
  'pool': (string);
}
