// Original file: proto/onethread/settings/v1/settings.proto


export interface Change {
  'path'?: (string);
  'before'?: (string);
  'after'?: (string);
}

export interface Change__Output {
  'path': (string);
  'before': (string);
  'after': (string);
}
