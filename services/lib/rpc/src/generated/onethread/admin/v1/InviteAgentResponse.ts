// Original file: proto/onethread/admin/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface InviteAgentResponse {
  'token'?: (string);
  'expiresMs'?: (number | string | Long);
}

export interface InviteAgentResponse__Output {
  'token': (string);
  'expiresMs': (number);
}
