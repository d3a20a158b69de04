// Original file: proto/onethread/admin/v1/admin.proto

import type { DeadLetterState as _onethread_admin_v1_DeadLetterState, DeadLetterState__Output as _onethread_admin_v1_DeadLetterState__Output } from '../../../onethread/admin/v1/DeadLetterState.ts';

export interface ListDeadLettersRequest {
  'topic'?: (string);
  'state'?: (_onethread_admin_v1_DeadLetterState);
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListDeadLettersRequest__Output {
  'topic': (string);
  'state': (_onethread_admin_v1_DeadLetterState__Output);
  'pageSize': (number);
  'pageToken': (string);
}
