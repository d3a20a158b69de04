// Original file: proto/onethread/identity/v1/identity.proto


export interface FindPeopleRequest {
  'query'?: (string);
  'pageSize'?: (number);
}

export interface FindPeopleRequest__Output {
  'query': (string);
  'pageSize': (number);
}
