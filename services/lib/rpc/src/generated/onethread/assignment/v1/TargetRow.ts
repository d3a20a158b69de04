// Original file: proto/onethread/assignment/v1/assignment.proto

import type { TargetClock as _onethread_routing_v1_TargetClock, TargetClock__Output as _onethread_routing_v1_TargetClock__Output } from '../../../onethread/routing/v1/TargetClock.ts';

export interface TargetRow {
  'conversationId'?: (string);
  'customerId'?: (string);
  'customerName'?: (string);
  'queueId'?: (string);
  'assigneeId'?: (string);
  'clock'?: (_onethread_routing_v1_TargetClock | null);
}

export interface TargetRow__Output {
  'conversationId': (string);
  'customerId': (string);
  'customerName': (string);
  'queueId': (string);
  'assigneeId': (string);
  'clock': (_onethread_routing_v1_TargetClock__Output | null);
}
