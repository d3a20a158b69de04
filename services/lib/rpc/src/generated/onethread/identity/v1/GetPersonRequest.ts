// Original file: proto/onethread/identity/v1/identity.proto


export interface GetPersonRequest {
  'customerId'?: (string);
}

export interface GetPersonRequest__Output {
  'customerId': (string);
}
