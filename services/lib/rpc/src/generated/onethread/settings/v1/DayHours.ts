// Original file: proto/onethread/settings/v1/settings.proto


export interface DayHours {
  'weekday'?: (string);
  'hours'?: (string)[];
}

export interface DayHours__Output {
  'weekday': (string);
  'hours': (string)[];
}
