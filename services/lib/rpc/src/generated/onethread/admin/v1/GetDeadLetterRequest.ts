// Original file: proto/onethread/admin/v1/admin.proto


export interface GetDeadLetterRequest {
  'deadLetterId'?: (string);
}

export interface GetDeadLetterRequest__Output {
  'deadLetterId': (string);
}
