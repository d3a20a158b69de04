// Original file: proto/onethread/assignment/v1/assignment.proto

import type { Long } from '@grpc/proto-loader';

export interface Candidate {
  'agentId'?: (string);
  'agentName'?: (string);
  'load'?: (number);
  'capacity'?: (number);
  'lastAssignedMs'?: (number | string | Long);
}

export interface Candidate__Output {
  'agentId': (string);
  'agentName': (string);
  'load': (number);
  'capacity': (number);
  'lastAssignedMs': (number);
}
