// Original file: proto/onethread/shared/v1/content.proto


export interface Identity {
  'identityId'?: (string);
  'customerId'?: (string);
  'channel'?: (string);
  'account'?: (string);
  'address'?: (string);
  'name'?: (string);
  'verified'?: (boolean);
  'language'?: (string);
  'proof'?: (string);
  'proved'?: (boolean);
}

export interface Identity__Output {
  'identityId': (string);
  'customerId': (string);
  'channel': (string);
  'account': (string);
  'address': (string);
  'name': (string);
  'verified': (boolean);
  'language': (string);
  'proof': (string);
  'proved': (boolean);
}
