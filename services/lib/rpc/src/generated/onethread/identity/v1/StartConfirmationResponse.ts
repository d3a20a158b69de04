// Original file: proto/onethread/identity/v1/identity.proto

import type { Long } from '@grpc/proto-loader';

export interface StartConfirmationResponse {
  'confirmationId'?: (string);
  'address'?: (string);
  'expiresAtMs'?: (number | string | Long);
}

export interface StartConfirmationResponse__Output {
  'confirmationId': (string);
  'address': (string);
  'expiresAtMs': (number);
}
