// Original file: proto/onethread/routing/v1/routing.proto


export interface Reopen {
  'conversationId'?: (string);
}

export interface Reopen__Output {
  'conversationId': (string);
}
