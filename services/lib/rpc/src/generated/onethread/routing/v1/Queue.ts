// Original file: proto/onethread/routing/v1/routing.proto


export interface Queue {
  'queueId'?: (string);
  'name'?: (string);
  'pool'?: (string);
  'teamIds'?: (string)[];
  'served'?: (boolean);
}

export interface Queue__Output {
  'queueId': (string);
  'name': (string);
  'pool': (string);
  'teamIds': (string)[];
  'served': (boolean);
}
