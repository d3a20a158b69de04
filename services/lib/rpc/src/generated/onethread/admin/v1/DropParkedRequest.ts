// Original file: proto/onethread/admin/v1/admin.proto


export interface DropParkedRequest {
  'identityIds'?: (string)[];
  'reason'?: (string);
}

export interface DropParkedRequest__Output {
  'identityIds': (string)[];
  'reason': (string);
}
