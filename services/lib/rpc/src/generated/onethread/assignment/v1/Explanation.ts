// Original file: proto/onethread/assignment/v1/assignment.proto

import type { Waiting as _onethread_assignment_v1_Waiting, Waiting__Output as _onethread_assignment_v1_Waiting__Output } from '../../../onethread/assignment/v1/Waiting.ts';
import type { Decision as _onethread_assignment_v1_Decision, Decision__Output as _onethread_assignment_v1_Decision__Output } from '../../../onethread/assignment/v1/Decision.ts';
import type { WhyNot as _onethread_assignment_v1_WhyNot, WhyNot__Output as _onethread_assignment_v1_WhyNot__Output } from '../../../onethread/assignment/v1/WhyNot.ts';
import type { Long } from '@grpc/proto-loader';

export interface Explanation {
  'conversationId'?: (string);
  'queueId'?: (string);
  'queueName'?: (string);
  'ruleId'?: (string);
  'ruleName'?: (string);
  'settingsVersion'?: (number | string | Long);
  'summary'?: (string);
  'waiting'?: (_onethread_assignment_v1_Waiting | null);
  'decisions'?: (_onethread_assignment_v1_Decision)[];
  'whyNot'?: (_onethread_assignment_v1_WhyNot | null);
}

export interface Explanation__Output {
  'conversationId': (string);
  'queueId': (string);
  'queueName': (string);
  'ruleId': (string);
  'ruleName': (string);
  'settingsVersion': (number);
  'summary': (string);
  'waiting': (_onethread_assignment_v1_Waiting__Output | null);
  'decisions': (_onethread_assignment_v1_Decision__Output)[];
  'whyNot': (_onethread_assignment_v1_WhyNot__Output | null);
}
