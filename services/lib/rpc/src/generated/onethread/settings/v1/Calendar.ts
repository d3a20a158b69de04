// Original file: proto/onethread/settings/v1/settings.proto

import type { DayHours as _onethread_settings_v1_DayHours, DayHours__Output as _onethread_settings_v1_DayHours__Output } from '../../../onethread/settings/v1/DayHours.ts';
import type { Holiday as _onethread_settings_v1_Holiday, Holiday__Output as _onethread_settings_v1_Holiday__Output } from '../../../onethread/settings/v1/Holiday.ts';

export interface Calendar {
  'id'?: (string);
  'name'?: (string);
  'timeZone'?: (string);
  'week'?: (_onethread_settings_v1_DayHours)[];
  'holidays'?: (_onethread_settings_v1_Holiday)[];
}

export interface Calendar__Output {
  'id': (string);
  'name': (string);
  'timeZone': (string);
  'week': (_onethread_settings_v1_DayHours__Output)[];
  'holidays': (_onethread_settings_v1_Holiday__Output)[];
}
