// Original file: proto/onethread/admin/v1/admin.proto

import type { ErasureReport as _onethread_admin_v1_ErasureReport, ErasureReport__Output as _onethread_admin_v1_ErasureReport__Output } from '../../../onethread/admin/v1/ErasureReport.ts';
import type { Long } from '@grpc/proto-loader';

export interface ErasePersonResponse {
  'step'?: (string);
  'done'?: (number | string | Long);
  'report'?: (_onethread_admin_v1_ErasureReport | null);
}

export interface ErasePersonResponse__Output {
  'step': (string);
  'done': (number);
  'report': (_onethread_admin_v1_ErasureReport__Output | null);
}
