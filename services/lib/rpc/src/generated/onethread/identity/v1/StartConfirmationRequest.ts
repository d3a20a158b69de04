// Original file: proto/onethread/identity/v1/identity.proto


export interface StartConfirmationRequest {
  'identityId'?: (string);
  'channel'?: (string);
  'address'?: (string);
}

export interface StartConfirmationRequest__Output {
  'identityId': (string);
  'channel': (string);
  'address': (string);
}
