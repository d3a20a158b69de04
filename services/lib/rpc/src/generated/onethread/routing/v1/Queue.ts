// Original file: proto/onethread/routing/v1/routing.proto


export interface Queue {
  'queueId'?: (string);
  'name'?: (string);
  'pool'?: (string);
  'teamIds'?: (string)[];
}

export interface Queue__Output {
  'queueId': (string);
  'name': (string);
  'pool': (string);
  'teamIds': (string)[];
}
