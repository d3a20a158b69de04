// Original file: proto/onethread/identity/v1/identity.proto

import type { Long } from '@grpc/proto-loader';

export interface Link {
  'linkId'?: (string);
  'identityA'?: (string);
  'identityB'?: (string);
  'evidence'?: (string);
  'proved'?: (boolean);
  'state'?: (string);
  'byAgentId'?: (string);
  'byAgentName'?: (string);
  'atMs'?: (number | string | Long);
  'refusedBecause'?: (string);
}

export interface Link__Output {
  'linkId': (string);
  'identityA': (string);
  'identityB': (string);
  'evidence': (string);
  'proved': (boolean);
  'state': (string);
  'byAgentId': (string);
  'byAgentName': (string);
  'atMs': (number);
  'refusedBecause': (string);
}
