// Original file: proto/onethread/routing/v1/routing.proto


export interface Assign {
  'conversationId'?: (string);
  'agentId'?: (string);
  'beyondCapacity'?: (boolean);
}

export interface Assign__Output {
  'conversationId': (string);
  'agentId': (string);
  'beyondCapacity': (boolean);
}
