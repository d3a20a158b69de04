// Original file: proto/onethread/routing/v1/routing.proto


export interface TakeOver {
  'conversationId'?: (string);
}

export interface TakeOver__Output {
  'conversationId': (string);
}
