// Original file: proto/onethread/identity/v1/identity.proto


export interface UnlinkRequest {
  'customerId'?: (string);
  'linkId'?: (string);
  'note'?: (string);
}

export interface UnlinkRequest__Output {
  'customerId': (string);
  'linkId': (string);
  'note': (string);
}
