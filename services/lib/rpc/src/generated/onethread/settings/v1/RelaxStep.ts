// Original file: proto/onethread/settings/v1/settings.proto

import type { SkillNeed as _onethread_settings_v1_SkillNeed, SkillNeed__Output as _onethread_settings_v1_SkillNeed__Output } from '../../../onethread/settings/v1/SkillNeed.ts';

export interface RelaxStep {
  'afterSeconds'?: (number);
  'skills'?: (_onethread_settings_v1_SkillNeed)[];
}

export interface RelaxStep__Output {
  'afterSeconds': (number);
  'skills': (_onethread_settings_v1_SkillNeed__Output)[];
}
