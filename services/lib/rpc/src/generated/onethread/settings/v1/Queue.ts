// Original file: proto/onethread/settings/v1/settings.proto

import type { SkillNeed as _onethread_settings_v1_SkillNeed, SkillNeed__Output as _onethread_settings_v1_SkillNeed__Output } from '../../../onethread/settings/v1/SkillNeed.ts';
import type { RelaxStep as _onethread_settings_v1_RelaxStep, RelaxStep__Output as _onethread_settings_v1_RelaxStep__Output } from '../../../onethread/settings/v1/RelaxStep.ts';
import type { OverflowStep as _onethread_settings_v1_OverflowStep, OverflowStep__Output as _onethread_settings_v1_OverflowStep__Output } from '../../../onethread/settings/v1/OverflowStep.ts';
import type { Targets as _onethread_settings_v1_Targets, Targets__Output as _onethread_settings_v1_Targets__Output } from '../../../onethread/settings/v1/Targets.ts';

export interface Queue {
  'id'?: (string);
  'name'?: (string);
  'pool'?: (string);
  'teams'?: (string)[];
  'skills'?: (_onethread_settings_v1_SkillNeed)[];
  'relax'?: (_onethread_settings_v1_RelaxStep)[];
  'overflow'?: (_onethread_settings_v1_OverflowStep)[];
  'anyoneAfterSeconds'?: (number);
  'priority'?: (number);
  'calendar'?: (string);
  'targets'?: (_onethread_settings_v1_Targets | null);
  'offerSeconds'?: (number);
  'autoAccept'?: (boolean);
  'stickySeconds'?: (number);
  'idleMinutes'?: (number);
  '_anyoneAfterSeconds'?: "anyoneAfterSeconds";
  '_stickySeconds'?: "stickySeconds";
}

export interface Queue__Output {
  'id': (string);
  'name': (string);
  'pool': (string);
  'teams': (string)[];
  'skills': (_onethread_settings_v1_SkillNeed__Output)[];
  'relax': (_onethread_settings_v1_RelaxStep__Output)[];
  'overflow': (_onethread_settings_v1_OverflowStep__Output)[];
  'anyoneAfterSeconds'?: (number);
  'priority': (number);
  'calendar': (string);
  'targets': (_onethread_settings_v1_Targets__Output | null);
  'offerSeconds': (number);
  'autoAccept': (boolean);
  'stickySeconds'?: (number);
  'idleMinutes': (number);
  '_anyoneAfterSeconds'?: "anyoneAfterSeconds";
  '_stickySeconds'?: "stickySeconds";
}
