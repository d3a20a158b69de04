// Original file: proto/onethread/routing/v1/routing.proto


export interface Activity {
  'customerId'?: (string);
  'agentId'?: (string);
  'agentName'?: (string);
  'activity'?: (string);
}

export interface Activity__Output {
  'customerId': (string);
  'agentId': (string);
  'agentName': (string);
  'activity': (string);
}
