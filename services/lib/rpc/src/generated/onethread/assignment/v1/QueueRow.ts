// Original file: proto/onethread/assignment/v1/assignment.proto

import type { Long } from '@grpc/proto-loader';

export interface QueueRow {
  'queueId'?: (string);
  'name'?: (string);
  'waiting'?: (number);
  'longestWaitingSinceMs'?: (number | string | Long);
  'offered'?: (number);
  'inWork'?: (number);
  'snoozed'?: (number);
  'missedTargets'?: (number);
  'teamIds'?: (string)[];
  'removed'?: (boolean);
}

export interface QueueRow__Output {
  'queueId': (string);
  'name': (string);
  'waiting': (number);
  'longestWaitingSinceMs': (number);
  'offered': (number);
  'inWork': (number);
  'snoozed': (number);
  'missedTargets': (number);
  'teamIds': (string)[];
  'removed': (boolean);
}
