// Original file: proto/onethread/admin/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface RebuildProgress {
  'streamsDone'?: (number | string | Long);
  'entriesDone'?: (number | string | Long);
  'differences'?: (number | string | Long);
  'examples'?: (string)[];
  'finished'?: (boolean);
}

export interface RebuildProgress__Output {
  'streamsDone': (number);
  'entriesDone': (number);
  'differences': (number);
  'examples': (string)[];
  'finished': (boolean);
}
