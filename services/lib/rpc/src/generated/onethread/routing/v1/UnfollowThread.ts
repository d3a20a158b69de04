// Original file: proto/onethread/routing/v1/routing.proto


export interface UnfollowThread {
  'customerId'?: (string);
}

export interface UnfollowThread__Output {
  'customerId': (string);
}
