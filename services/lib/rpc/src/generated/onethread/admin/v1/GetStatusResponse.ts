// Original file: proto/onethread/admin/v1/admin.proto

import type { GroupLag as _onethread_admin_v1_GroupLag, GroupLag__Output as _onethread_admin_v1_GroupLag__Output } from '../../../onethread/admin/v1/GroupLag.ts';
import type { Long } from '@grpc/proto-loader';

export interface GetStatusResponse {
  'lags'?: (_onethread_admin_v1_GroupLag)[];
  'counts'?: ({[key: string]: number | string | Long});
  'log'?: (string);
  'store'?: (string);
  'version'?: (string);
}

export interface GetStatusResponse__Output {
  'lags': (_onethread_admin_v1_GroupLag__Output)[];
  'counts': ({[key: string]: number});
  'log': (string);
  'store': (string);
  'version': (string);
}
