// Original file: proto/onethread/routing/v1/routing.proto


export interface Resolve {
  'conversationId'?: (string);
}

export interface Resolve__Output {
  'conversationId': (string);
}
