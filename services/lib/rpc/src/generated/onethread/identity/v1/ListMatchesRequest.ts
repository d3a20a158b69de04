// Original file: proto/onethread/identity/v1/identity.proto


export interface ListMatchesRequest {
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListMatchesRequest__Output {
  'pageSize': (number);
  'pageToken': (string);
}
