// Original file: proto/onethread/identity/v1/identity.proto


export interface ListReachableRequest {
  'identityId'?: (string);
}

export interface ListReachableRequest__Output {
  'identityId': (string);
}
