// Original file: proto/onethread/identity/v1/identity.proto


export interface PreviewLinkRequest {
  'customerId'?: (string);
  'otherCustomerId'?: (string);
  'linkId'?: (string);
  'change'?: "otherCustomerId"|"linkId";
}

export interface PreviewLinkRequest__Output {
  'customerId': (string);
  'otherCustomerId'?: (string);
  'linkId'?: (string);
  'change'?: "otherCustomerId"|"linkId";
}
