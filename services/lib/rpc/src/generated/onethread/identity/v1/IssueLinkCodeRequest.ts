// Original file: proto/onethread/identity/v1/identity.proto


export interface IssueLinkCodeRequest {
  'identityId'?: (string);
}

export interface IssueLinkCodeRequest__Output {
  'identityId': (string);
}
