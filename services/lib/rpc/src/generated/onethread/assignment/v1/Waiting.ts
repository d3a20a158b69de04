// Original file: proto/onethread/assignment/v1/assignment.proto

import type { ReasonCount as _onethread_assignment_v1_ReasonCount, ReasonCount__Output as _onethread_assignment_v1_ReasonCount__Output } from '../../../onethread/assignment/v1/ReasonCount.ts';
import type { SkillNeed as _onethread_settings_v1_SkillNeed, SkillNeed__Output as _onethread_settings_v1_SkillNeed__Output } from '../../../onethread/settings/v1/SkillNeed.ts';
import type { Long } from '@grpc/proto-loader';

export interface Waiting {
  'sinceMs'?: (number | string | Long);
  'ahead'?: (number);
  'reasons'?: (_onethread_assignment_v1_ReasonCount)[];
  'wouldHelp'?: (string)[];
  'relaxesAtMs'?: (number | string | Long);
  'skills'?: (_onethread_settings_v1_SkillNeed)[];
  'dueMs'?: (number | string | Long);
}

export interface Waiting__Output {
  'sinceMs': (number);
  'ahead': (number);
  'reasons': (_onethread_assignment_v1_ReasonCount__Output)[];
  'wouldHelp': (string)[];
  'relaxesAtMs': (number);
  'skills': (_onethread_settings_v1_SkillNeed__Output)[];
  'dueMs': (number);
}
