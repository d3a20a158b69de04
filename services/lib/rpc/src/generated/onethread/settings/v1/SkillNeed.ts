// Original file: proto/onethread/settings/v1/settings.proto


export interface SkillNeed {
  'skill'?: (string);
  'level'?: (number);
}

export interface SkillNeed__Output {
  'skill': (string);
  'level': (number);
}
