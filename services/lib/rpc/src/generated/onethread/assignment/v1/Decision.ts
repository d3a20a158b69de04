// Original file: proto/onethread/assignment/v1/assignment.proto

import type { Candidate as _onethread_assignment_v1_Candidate, Candidate__Output as _onethread_assignment_v1_Candidate__Output } from '../../../onethread/assignment/v1/Candidate.ts';
import type { ReasonCount as _onethread_assignment_v1_ReasonCount, ReasonCount__Output as _onethread_assignment_v1_ReasonCount__Output } from '../../../onethread/assignment/v1/ReasonCount.ts';
import type { Long } from '@grpc/proto-loader';

export interface Decision {
  'decisionId'?: (string);
  'atMs'?: (number | string | Long);
  'agentId'?: (string);
  'agentName'?: (string);
  'choice'?: (string);
  'words'?: (string);
  'candidates'?: (_onethread_assignment_v1_Candidate)[];
  'candidateCount'?: (number);
  'dropped'?: (_onethread_assignment_v1_ReasonCount)[];
  'settingsVersion'?: (number | string | Long);
  'waitedMs'?: (number | string | Long);
  'step'?: (string);
  'outcome'?: (string);
  'byAgentId'?: (string);
}

export interface Decision__Output {
  'decisionId': (string);
  'atMs': (number);
  'agentId': (string);
  'agentName': (string);
  'choice': (string);
  'words': (string);
  'candidates': (_onethread_assignment_v1_Candidate__Output)[];
  'candidateCount': (number);
  'dropped': (_onethread_assignment_v1_ReasonCount__Output)[];
  'settingsVersion': (number);
  'waitedMs': (number);
  'step': (string);
  'outcome': (string);
  'byAgentId': (string);
}
