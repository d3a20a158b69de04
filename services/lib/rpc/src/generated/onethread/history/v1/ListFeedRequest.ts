// Original file: proto/onethread/history/v1/history.proto


export interface ListFeedRequest {
  'identityId'?: (string);
  'pageToken'?: (string);
  'pageSize'?: (number);
}

export interface ListFeedRequest__Output {
  'identityId': (string);
  'pageToken': (string);
  'pageSize': (number);
}
