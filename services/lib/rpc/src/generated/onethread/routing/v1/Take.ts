// Original file: proto/onethread/routing/v1/routing.proto


export interface Take {
  'conversationId'?: (string);
}

export interface Take__Output {
  'conversationId': (string);
}
