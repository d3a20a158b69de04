// Original file: proto/onethread/routing/v1/routing.proto


export interface Typing {
  'conversationId'?: (string);
}

export interface Typing__Output {
  'conversationId': (string);
}
