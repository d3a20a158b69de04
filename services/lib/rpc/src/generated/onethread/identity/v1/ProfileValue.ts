// Original file: proto/onethread/identity/v1/identity.proto

import type { Long } from '@grpc/proto-loader';

export interface ProfileValue {
  'field'?: (string);
  'value'?: (string);
  'identityId'?: (string);
  'channel'?: (string);
  'verified'?: (boolean);
  'atMs'?: (number | string | Long);
}

export interface ProfileValue__Output {
  'field': (string);
  'value': (string);
  'identityId': (string);
  'channel': (string);
  'verified': (boolean);
  'atMs': (number);
}
