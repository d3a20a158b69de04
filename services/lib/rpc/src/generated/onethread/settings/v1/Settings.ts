// Original file: proto/onethread/settings/v1/settings.proto

import type { Skill as _onethread_settings_v1_Skill, Skill__Output as _onethread_settings_v1_Skill__Output } from '../../../onethread/settings/v1/Skill.ts';
import type { Team as _onethread_settings_v1_Team, Team__Output as _onethread_settings_v1_Team__Output } from '../../../onethread/settings/v1/Team.ts';
import type { Pool as _onethread_settings_v1_Pool, Pool__Output as _onethread_settings_v1_Pool__Output } from '../../../onethread/settings/v1/Pool.ts';
import type { Calendar as _onethread_settings_v1_Calendar, Calendar__Output as _onethread_settings_v1_Calendar__Output } from '../../../onethread/settings/v1/Calendar.ts';
import type { ChannelCost as _onethread_settings_v1_ChannelCost, ChannelCost__Output as _onethread_settings_v1_ChannelCost__Output } from '../../../onethread/settings/v1/ChannelCost.ts';
import type { Queue as _onethread_settings_v1_Queue, Queue__Output as _onethread_settings_v1_Queue__Output } from '../../../onethread/settings/v1/Queue.ts';
import type { Rule as _onethread_settings_v1_Rule, Rule__Output as _onethread_settings_v1_Rule__Output } from '../../../onethread/settings/v1/Rule.ts';

export interface Settings {
  'skills'?: (_onethread_settings_v1_Skill)[];
  'teams'?: (_onethread_settings_v1_Team)[];
  'pools'?: (_onethread_settings_v1_Pool)[];
  'calendars'?: (_onethread_settings_v1_Calendar)[];
  'channels'?: (_onethread_settings_v1_ChannelCost)[];
  'queues'?: (_onethread_settings_v1_Queue)[];
  'rules'?: (_onethread_settings_v1_Rule)[];
  'defaultQueue'?: (string);
  'ageUnitSeconds'?: (number);
}

export interface Settings__Output {
  'skills': (_onethread_settings_v1_Skill__Output)[];
  'teams': (_onethread_settings_v1_Team__Output)[];
  'pools': (_onethread_settings_v1_Pool__Output)[];
  'calendars': (_onethread_settings_v1_Calendar__Output)[];
  'channels': (_onethread_settings_v1_ChannelCost__Output)[];
  'queues': (_onethread_settings_v1_Queue__Output)[];
  'rules': (_onethread_settings_v1_Rule__Output)[];
  'defaultQueue': (string);
  'ageUnitSeconds': (number);
}
