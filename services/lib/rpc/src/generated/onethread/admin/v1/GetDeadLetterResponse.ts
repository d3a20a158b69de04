// Original file: proto/onethread/admin/v1/admin.proto

import type { DeadLetter as _onethread_admin_v1_DeadLetter, DeadLetter__Output as _onethread_admin_v1_DeadLetter__Output } from '../../../onethread/admin/v1/DeadLetter.ts';

export interface GetDeadLetterResponse {
  'deadLetter'?: (_onethread_admin_v1_DeadLetter | null);
  'headers'?: ({[key: string]: string});
  'value'?: (string);
}

export interface GetDeadLetterResponse__Output {
  'deadLetter': (_onethread_admin_v1_DeadLetter__Output | null);
  'headers': ({[key: string]: string});
  'value': (string);
}
