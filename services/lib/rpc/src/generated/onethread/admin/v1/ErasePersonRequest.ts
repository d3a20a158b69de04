// Original file: proto/onethread/admin/v1/admin.proto


export interface ErasePersonRequest {
  'customerId'?: (string);
  'identityIds'?: (string)[];
}

export interface ErasePersonRequest__Output {
  'customerId': (string);
  'identityIds': (string)[];
}
