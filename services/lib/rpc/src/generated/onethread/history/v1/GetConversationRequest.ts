// Original file: proto/onethread/history/v1/history.proto


export interface GetConversationRequest {
  'conversationId'?: (string);
}

export interface GetConversationRequest__Output {
  'conversationId': (string);
}
