// Original file: proto/onethread/identity/v1/identity.proto

import type { Long } from '@grpc/proto-loader';

export interface IssueLinkCodeResponse {
  'code'?: (string);
  'expiresAtMs'?: (number | string | Long);
}

export interface IssueLinkCodeResponse__Output {
  'code': (string);
  'expiresAtMs': (number);
}
