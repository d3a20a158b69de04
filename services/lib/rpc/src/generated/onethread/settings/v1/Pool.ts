// Original file: proto/onethread/settings/v1/settings.proto


export interface Pool {
  'id'?: (string);
  'name'?: (string);
}

export interface Pool__Output {
  'id': (string);
  'name': (string);
}
