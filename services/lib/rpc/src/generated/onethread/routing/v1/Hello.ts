// Original file: proto/onethread/routing/v1/routing.proto


export interface Hello {
  'clientId'?: (string);
  'clientVersion'?: (string);
}

export interface Hello__Output {
  'clientId': (string);
  'clientVersion': (string);
}
