// Original file: proto/onethread/assignment/v1/assignment.proto


export interface ExplainConversationRequest {
  'conversationId'?: (string);
  'agentId'?: (string);
}

export interface ExplainConversationRequest__Output {
  'conversationId': (string);
  'agentId': (string);
}
