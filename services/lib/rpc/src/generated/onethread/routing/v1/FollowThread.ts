// Original file: proto/onethread/routing/v1/routing.proto


export interface FollowThread {
  'customerId'?: (string);
  'cursor'?: (string);
}

export interface FollowThread__Output {
  'customerId': (string);
  'cursor': (string);
}
