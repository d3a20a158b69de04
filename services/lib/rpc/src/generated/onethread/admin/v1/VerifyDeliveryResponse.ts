// Original file: proto/onethread/admin/v1/admin.proto

import type { VerifyProgress as _onethread_admin_v1_VerifyProgress, VerifyProgress__Output as _onethread_admin_v1_VerifyProgress__Output } from '../../../onethread/admin/v1/VerifyProgress.ts';
import type { DeliveryLedger as _onethread_admin_v1_DeliveryLedger, DeliveryLedger__Output as _onethread_admin_v1_DeliveryLedger__Output } from '../../../onethread/admin/v1/DeliveryLedger.ts';

export interface VerifyDeliveryResponse {
  'progress'?: (_onethread_admin_v1_VerifyProgress | null);
  'ledger'?: (_onethread_admin_v1_DeliveryLedger | null);
  'step'?: "progress"|"ledger";
}

export interface VerifyDeliveryResponse__Output {
  'progress'?: (_onethread_admin_v1_VerifyProgress__Output | null);
  'ledger'?: (_onethread_admin_v1_DeliveryLedger__Output | null);
  'step'?: "progress"|"ledger";
}
