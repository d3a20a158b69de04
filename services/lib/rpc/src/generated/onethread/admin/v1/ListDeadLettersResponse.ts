// Original file: proto/onethread/admin/v1/admin.proto

import type { DeadLetter as _onethread_admin_v1_DeadLetter, DeadLetter__Output as _onethread_admin_v1_DeadLetter__Output } from '../../../onethread/admin/v1/DeadLetter.ts';
import type { Long } from '@grpc/proto-loader';

export interface ListDeadLettersResponse {
  'deadLetters'?: (_onethread_admin_v1_DeadLetter)[];
  'nextPageToken'?: (string);
  'open'?: (number | string | Long);
}

export interface ListDeadLettersResponse__Output {
  'deadLetters': (_onethread_admin_v1_DeadLetter__Output)[];
  'nextPageToken': (string);
  'open': (number);
}
