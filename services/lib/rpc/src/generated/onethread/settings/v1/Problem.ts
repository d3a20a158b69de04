// Original file: proto/onethread/settings/v1/settings.proto

import type { Severity as _onethread_settings_v1_Severity, Severity__Output as _onethread_settings_v1_Severity__Output } from '../../../onethread/settings/v1/Severity.ts';

export interface Problem {
  'severity'?: (_onethread_settings_v1_Severity);
  'code'?: (string);
  'path'?: (string);
  'message'?: (string);
}

export interface Problem__Output {
  'severity': (_onethread_settings_v1_Severity__Output);
  'code': (string);
  'path': (string);
  'message': (string);
}
