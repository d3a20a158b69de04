// Original file: proto/onethread/admin/v1/admin.proto

import type { ParkedKey as _onethread_admin_v1_ParkedKey, ParkedKey__Output as _onethread_admin_v1_ParkedKey__Output } from '../../../onethread/admin/v1/ParkedKey.ts';
import type { Long } from '@grpc/proto-loader';

export interface ListParkedResponse {
  'parked'?: (_onethread_admin_v1_ParkedKey)[];
  'nextPageToken'?: (string);
  'counts'?: ({[key: string]: number | string | Long});
}

export interface ListParkedResponse__Output {
  'parked': (_onethread_admin_v1_ParkedKey__Output)[];
  'nextPageToken': (string);
  'counts': ({[key: string]: number});
}
