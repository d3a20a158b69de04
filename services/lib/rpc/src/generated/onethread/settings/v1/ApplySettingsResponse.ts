// Original file: proto/onethread/settings/v1/settings.proto

import type { Problem as _onethread_settings_v1_Problem, Problem__Output as _onethread_settings_v1_Problem__Output } from '../../../onethread/settings/v1/Problem.ts';
import type { Change as _onethread_settings_v1_Change, Change__Output as _onethread_settings_v1_Change__Output } from '../../../onethread/settings/v1/Change.ts';
import type { Long } from '@grpc/proto-loader';

export interface ApplySettingsResponse {
  'version'?: (number | string | Long);
  'problems'?: (_onethread_settings_v1_Problem)[];
  'changes'?: (_onethread_settings_v1_Change)[];
}

export interface ApplySettingsResponse__Output {
  'version': (number);
  'problems': (_onethread_settings_v1_Problem__Output)[];
  'changes': (_onethread_settings_v1_Change__Output)[];
}
