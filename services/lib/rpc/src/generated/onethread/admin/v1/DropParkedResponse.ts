// Original file: proto/onethread/admin/v1/admin.proto


export interface DropParkedResponse {
  'asked'?: (number);
}

export interface DropParkedResponse__Output {
  'asked': (number);
}
