// Original file: proto/onethread/shared/v1/content.proto


export interface FailureReason {
  'code'?: (string);
  'text'?: (string);
  'permanent'?: (boolean);
}

export interface FailureReason__Output {
  'code': (string);
  'text': (string);
  'permanent': (boolean);
}
