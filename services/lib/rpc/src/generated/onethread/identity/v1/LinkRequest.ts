// Original file: proto/onethread/identity/v1/identity.proto


export interface LinkRequest {
  'customerId'?: (string);
  'otherCustomerId'?: (string);
  'note'?: (string);
}

export interface LinkRequest__Output {
  'customerId': (string);
  'otherCustomerId': (string);
  'note': (string);
}
