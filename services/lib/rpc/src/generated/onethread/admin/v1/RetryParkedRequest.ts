// Original file: proto/onethread/admin/v1/admin.proto


export interface RetryParkedRequest {
  'identityIds'?: (string)[];
  'channel'?: (string);
}

export interface RetryParkedRequest__Output {
  'identityIds': (string)[];
  'channel': (string);
}
