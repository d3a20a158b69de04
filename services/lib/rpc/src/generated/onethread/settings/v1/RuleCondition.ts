// Original file: proto/onethread/settings/v1/settings.proto

import type { AttributeCondition as _onethread_settings_v1_AttributeCondition, AttributeCondition__Output as _onethread_settings_v1_AttributeCondition__Output } from '../../../onethread/settings/v1/AttributeCondition.ts';
import type { HoursCondition as _onethread_settings_v1_HoursCondition, HoursCondition__Output as _onethread_settings_v1_HoursCondition__Output } from '../../../onethread/settings/v1/HoursCondition.ts';

export interface RuleCondition {
  'channels'?: (string)[];
  'accounts'?: (string)[];
  'languages'?: (string)[];
  'attributes'?: (_onethread_settings_v1_AttributeCondition)[];
  'text'?: (string)[];
  'hours'?: (_onethread_settings_v1_HoursCondition | null);
}

export interface RuleCondition__Output {
  'channels': (string)[];
  'accounts': (string)[];
  'languages': (string)[];
  'attributes': (_onethread_settings_v1_AttributeCondition__Output)[];
  'text': (string)[];
  'hours': (_onethread_settings_v1_HoursCondition__Output | null);
}
