// Original file: proto/onethread/identity/v1/identity.proto

import type { Long } from '@grpc/proto-loader';

export interface AuditEntry {
  'atMs'?: (number | string | Long);
  'action'?: (string);
  'agentId'?: (string);
  'agentName'?: (string);
  'identityA'?: (string);
  'identityB'?: (string);
  'evidence'?: (string);
  'note'?: (string);
}

export interface AuditEntry__Output {
  'atMs': (number);
  'action': (string);
  'agentId': (string);
  'agentName': (string);
  'identityA': (string);
  'identityB': (string);
  'evidence': (string);
  'note': (string);
}
