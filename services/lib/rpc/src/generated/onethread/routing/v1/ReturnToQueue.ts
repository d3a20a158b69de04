// Original file: proto/onethread/routing/v1/routing.proto


export interface ReturnToQueue {
  'conversationId'?: (string);
}

export interface ReturnToQueue__Output {
  'conversationId': (string);
}
