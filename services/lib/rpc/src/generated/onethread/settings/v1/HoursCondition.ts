// Original file: proto/onethread/settings/v1/settings.proto


export interface HoursCondition {
  'calendar'?: (string);
  'open'?: (boolean);
}

export interface HoursCondition__Output {
  'calendar': (string);
  'open': (boolean);
}
