// Original file: proto/onethread/settings/v1/settings.proto


export interface AttributeCondition {
  'name'?: (string);
  'values'?: (string)[];
}

export interface AttributeCondition__Output {
  'name': (string);
  'values': (string)[];
}
