// Original file: proto/onethread/identity/v1/identity.proto


export interface _onethread_identity_v1_ListReachableResponse_Reachable {
  'channel'?: (string);
  'label'?: (string);
  'account'?: (string);
  'address'?: (string);
  'addressKind'?: (string);
  'linked'?: (boolean);
  'answersFollow'?: (boolean);
}

export interface _onethread_identity_v1_ListReachableResponse_Reachable__Output {
  'channel': (string);
  'label': (string);
  'account': (string);
  'address': (string);
  'addressKind': (string);
  'linked': (boolean);
  'answersFollow': (boolean);
}

export interface ListReachableResponse {
  'channels'?: (_onethread_identity_v1_ListReachableResponse_Reachable)[];
}

export interface ListReachableResponse__Output {
  'channels': (_onethread_identity_v1_ListReachableResponse_Reachable__Output)[];
}
