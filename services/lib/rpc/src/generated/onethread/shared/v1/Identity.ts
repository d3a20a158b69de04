// Original file: proto/onethread/shared/v1/content.proto

import type { Long } from '@grpc/proto-loader';

export interface Identity {
  'identityId'?: (string);
  'customerId'?: (string);
  'channel'?: (string);
  'account'?: (string);
  'address'?: (string);
  'name'?: (string);
  'verified'?: (boolean);
  'language'?: (string);
  'proof'?: (string);
  'proved'?: (boolean);
  'standing'?: (string);
  'standingReason'?: (string);
  'standingSinceMs'?: (number | string | Long);
}

export interface Identity__Output {
  'identityId': (string);
  'customerId': (string);
  'channel': (string);
  'account': (string);
  'address': (string);
  'name': (string);
  'verified': (boolean);
  'language': (string);
  'proof': (string);
  'proved': (boolean);
  'standing': (string);
  'standingReason': (string);
  'standingSinceMs': (number);
}
