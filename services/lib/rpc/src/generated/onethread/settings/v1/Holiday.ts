// Original file: proto/onethread/settings/v1/settings.proto


export interface Holiday {
  'date'?: (string);
  'name'?: (string);
  'hours'?: (string)[];
}

export interface Holiday__Output {
  'date': (string);
  'name': (string);
  'hours': (string)[];
}
