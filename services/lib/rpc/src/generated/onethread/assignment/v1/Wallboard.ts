// Original file: proto/onethread/assignment/v1/assignment.proto

import type { QueueRow as _onethread_assignment_v1_QueueRow, QueueRow__Output as _onethread_assignment_v1_QueueRow__Output } from '../../../onethread/assignment/v1/QueueRow.ts';
import type { AgentRow as _onethread_assignment_v1_AgentRow, AgentRow__Output as _onethread_assignment_v1_AgentRow__Output } from '../../../onethread/assignment/v1/AgentRow.ts';
import type { TargetRow as _onethread_assignment_v1_TargetRow, TargetRow__Output as _onethread_assignment_v1_TargetRow__Output } from '../../../onethread/assignment/v1/TargetRow.ts';
import type { Long } from '@grpc/proto-loader';

export interface Wallboard {
  'snapshot'?: (boolean);
  'atMs'?: (number | string | Long);
  'queues'?: (_onethread_assignment_v1_QueueRow)[];
  'agents'?: (_onethread_assignment_v1_AgentRow)[];
  'atRisk'?: (_onethread_assignment_v1_TargetRow)[];
  'atRiskWhole'?: (boolean);
}

export interface Wallboard__Output {
  'snapshot': (boolean);
  'atMs': (number);
  'queues': (_onethread_assignment_v1_QueueRow__Output)[];
  'agents': (_onethread_assignment_v1_AgentRow__Output)[];
  'atRisk': (_onethread_assignment_v1_TargetRow__Output)[];
  'atRiskWhole': (boolean);
}
