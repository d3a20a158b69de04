// Original file: proto/onethread/admin/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface ErasureReport {
  'identities'?: (number | string | Long);
  'entries'?: (number | string | Long);
  'items'?: (number | string | Long);
  'files'?: (number | string | Long);
  'deadLetters'?: (number | string | Long);
  'parked'?: (number | string | Long);
  'searchEntries'?: (number | string | Long);
  'topicsCleanAtMs'?: (number | string | Long);
}

export interface ErasureReport__Output {
  'identities': (number);
  'entries': (number);
  'items': (number);
  'files': (number);
  'deadLetters': (number);
  'parked': (number);
  'searchEntries': (number);
  'topicsCleanAtMs': (number);
}
