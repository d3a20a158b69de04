// Original file: proto/onethread/history/v1/history.proto


export interface FeedActivity {
  'agentName'?: (string);
  'activity'?: (string);
}

export interface FeedActivity__Output {
  'agentName': (string);
  'activity': (string);
}
