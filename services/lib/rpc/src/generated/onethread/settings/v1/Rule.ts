// Original file: proto/onethread/settings/v1/settings.proto

import type { RuleCondition as _onethread_settings_v1_RuleCondition, RuleCondition__Output as _onethread_settings_v1_RuleCondition__Output } from '../../../onethread/settings/v1/RuleCondition.ts';
import type { SkillNeed as _onethread_settings_v1_SkillNeed, SkillNeed__Output as _onethread_settings_v1_SkillNeed__Output } from '../../../onethread/settings/v1/SkillNeed.ts';

export interface Rule {
  'id'?: (string);
  'name'?: (string);
  'when'?: (_onethread_settings_v1_RuleCondition | null);
  'queue'?: (string);
  'skills'?: (_onethread_settings_v1_SkillNeed)[];
  'priority'?: (number);
}

export interface Rule__Output {
  'id': (string);
  'name': (string);
  'when': (_onethread_settings_v1_RuleCondition__Output | null);
  'queue': (string);
  'skills': (_onethread_settings_v1_SkillNeed__Output)[];
  'priority': (number);
}
