// Original file: proto/onethread/admin/v1/admin.proto


export interface DropDeadLetterRequest {
  'deadLetterId'?: (string);
  'reason'?: (string);
}

export interface DropDeadLetterRequest__Output {
  'deadLetterId': (string);
  'reason': (string);
}
