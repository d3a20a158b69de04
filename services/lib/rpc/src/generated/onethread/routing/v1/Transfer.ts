// Original file: proto/onethread/routing/v1/routing.proto


export interface Transfer {
  'conversationId'?: (string);
  'agentId'?: (string);
  'queueId'?: (string);
  'note'?: (string);
  'clientMessageId'?: (string);
  'to'?: "agentId"|"queueId";
}

export interface Transfer__Output {
  'conversationId': (string);
  'agentId'?: (string);
  'queueId'?: (string);
  'note': (string);
  'clientMessageId': (string);
  'to'?: "agentId"|"queueId";
}
