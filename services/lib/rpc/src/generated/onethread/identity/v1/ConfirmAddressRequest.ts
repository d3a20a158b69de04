// Original file: proto/onethread/identity/v1/identity.proto


export interface ConfirmAddressRequest {
  'identityId'?: (string);
  'confirmationId'?: (string);
  'code'?: (string);
}

export interface ConfirmAddressRequest__Output {
  'identityId': (string);
  'confirmationId': (string);
  'code': (string);
}
