// Original file: proto/onethread/history/v1/history.proto


export interface FollowFeedRequest {
  'identityId'?: (string);
  'cursor'?: (string);
}

export interface FollowFeedRequest__Output {
  'identityId': (string);
  'cursor': (string);
}
