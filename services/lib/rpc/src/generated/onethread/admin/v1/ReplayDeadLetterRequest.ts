// Original file: proto/onethread/admin/v1/admin.proto


export interface ReplayDeadLetterRequest {
  'deadLetterId'?: (string);
  'correctedValue'?: (string);
  '_correctedValue'?: "correctedValue";
}

export interface ReplayDeadLetterRequest__Output {
  'deadLetterId': (string);
  'correctedValue'?: (string);
  '_correctedValue'?: "correctedValue";
}
