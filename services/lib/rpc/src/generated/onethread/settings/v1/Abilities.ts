// Original file: proto/onethread/settings/v1/settings.proto

import type { ChannelLimit as _onethread_settings_v1_ChannelLimit, ChannelLimit__Output as _onethread_settings_v1_ChannelLimit__Output } from '../../../onethread/settings/v1/ChannelLimit.ts';
import type { SkillNeed as _onethread_settings_v1_SkillNeed, SkillNeed__Output as _onethread_settings_v1_SkillNeed__Output } from '../../../onethread/settings/v1/SkillNeed.ts';

export interface Abilities {
  'pool'?: (string);
  'capacity'?: (number);
  'interruptibleCapacity'?: (number);
  'channels'?: (_onethread_settings_v1_ChannelLimit)[];
  'skills'?: (_onethread_settings_v1_SkillNeed)[];
  'teams'?: (string)[];
  '_interruptibleCapacity'?: "interruptibleCapacity";
}

export interface Abilities__Output {
  'pool': (string);
  'capacity': (number);
  'interruptibleCapacity'?: (number);
  'channels': (_onethread_settings_v1_ChannelLimit__Output)[];
  'skills': (_onethread_settings_v1_SkillNeed__Output)[];
  'teams': (string)[];
  '_interruptibleCapacity'?: "interruptibleCapacity";
}
