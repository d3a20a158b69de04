// Original file: proto/onethread/settings/v1/settings.proto


export interface Team {
  'id'?: (string);
  'name'?: (string);
  'maxLoad'?: (number);
}

export interface Team__Output {
  'id': (string);
  'name': (string);
  'maxLoad': (number);
}
