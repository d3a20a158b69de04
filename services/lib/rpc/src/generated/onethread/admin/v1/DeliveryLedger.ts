// Original file: proto/onethread/admin/v1/admin.proto

import type { LedgerWindow as _onethread_admin_v1_LedgerWindow, LedgerWindow__Output as _onethread_admin_v1_LedgerWindow__Output } from '../../../onethread/admin/v1/LedgerWindow.ts';
import type { LedgerCheck as _onethread_admin_v1_LedgerCheck, LedgerCheck__Output as _onethread_admin_v1_LedgerCheck__Output } from '../../../onethread/admin/v1/LedgerCheck.ts';
import type { LedgerCount as _onethread_admin_v1_LedgerCount, LedgerCount__Output as _onethread_admin_v1_LedgerCount__Output } from '../../../onethread/admin/v1/LedgerCount.ts';
import type { Long } from '@grpc/proto-loader';

export interface DeliveryLedger {
  'ok'?: (boolean);
  'startedMs'?: (number | string | Long);
  'finishedMs'?: (number | string | Long);
  'log'?: (string);
  'store'?: (string);
  'windows'?: (_onethread_admin_v1_LedgerWindow)[];
  'checks'?: (_onethread_admin_v1_LedgerCheck)[];
  'counts'?: (_onethread_admin_v1_LedgerCount)[];
}

export interface DeliveryLedger__Output {
  'ok': (boolean);
  'startedMs': (number);
  'finishedMs': (number);
  'log': (string);
  'store': (string);
  'windows': (_onethread_admin_v1_LedgerWindow__Output)[];
  'checks': (_onethread_admin_v1_LedgerCheck__Output)[];
  'counts': (_onethread_admin_v1_LedgerCount__Output)[];
}
