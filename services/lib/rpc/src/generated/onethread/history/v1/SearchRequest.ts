// Original file: proto/onethread/history/v1/history.proto


export interface SearchRequest {
  'query'?: (string);
  'customerId'?: (string);
  'pageToken'?: (string);
  'pageSize'?: (number);
}

export interface SearchRequest__Output {
  'query': (string);
  'customerId': (string);
  'pageToken': (string);
  'pageSize': (number);
}
