// Original file: proto/onethread/admin/v1/admin.proto

import type { DeadLetterState as _onethread_admin_v1_DeadLetterState, DeadLetterState__Output as _onethread_admin_v1_DeadLetterState__Output } from '../../../onethread/admin/v1/DeadLetterState.ts';
import type { Long } from '@grpc/proto-loader';

export interface DeadLetter {
  'deadLetterId'?: (string);
  'topic'?: (string);
  'partition'?: (number);
  'offset'?: (number | string | Long);
  'group'?: (string);
  'key'?: (string);
  'code'?: (string);
  'error'?: (string);
  'attempts'?: (number);
  'firstSeenMs'?: (number | string | Long);
  'deadLetteredMs'?: (number | string | Long);
  'sizeBytes'?: (number | string | Long);
  'state'?: (_onethread_admin_v1_DeadLetterState);
  'placeholderCustomerId'?: (string);
  'placeholderItemId'?: (string);
  'replayOf'?: (string);
  'decidedBy'?: (string);
  'decidedMs'?: (number | string | Long);
  'decisionReason'?: (string);
  'corrected'?: (boolean);
  'keptUntilMs'?: (number | string | Long);
}

export interface DeadLetter__Output {
  'deadLetterId': (string);
  'topic': (string);
  'partition': (number);
  'offset': (number);
  'group': (string);
  'key': (string);
  'code': (string);
  'error': (string);
  'attempts': (number);
  'firstSeenMs': (number);
  'deadLetteredMs': (number);
  'sizeBytes': (number);
  'state': (_onethread_admin_v1_DeadLetterState__Output);
  'placeholderCustomerId': (string);
  'placeholderItemId': (string);
  'replayOf': (string);
  'decidedBy': (string);
  'decidedMs': (number);
  'decisionReason': (string);
  'corrected': (boolean);
  'keptUntilMs': (number);
}
