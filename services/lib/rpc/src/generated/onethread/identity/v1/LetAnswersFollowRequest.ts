// Original file: proto/onethread/identity/v1/identity.proto


export interface LetAnswersFollowRequest {
  'identityId'?: (string);
  'channel'?: (string);
  'account'?: (string);
}

export interface LetAnswersFollowRequest__Output {
  'identityId': (string);
  'channel': (string);
  'account': (string);
}
