// Original file: proto/onethread/settings/v1/settings.proto


export interface Skill {
  'id'?: (string);
  'name'?: (string);
}

export interface Skill__Output {
  'id': (string);
  'name': (string);
}
