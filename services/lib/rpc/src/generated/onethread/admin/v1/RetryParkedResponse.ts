// Original file: proto/onethread/admin/v1/admin.proto


export interface RetryParkedResponse {
  'asked'?: (number);
}

export interface RetryParkedResponse__Output {
  'asked': (number);
}
