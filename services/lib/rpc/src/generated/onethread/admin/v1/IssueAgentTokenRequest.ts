// Original file: proto/onethread/admin/v1/admin.proto

import type { Long } from '@grpc/proto-loader';

export interface IssueAgentTokenRequest {
  'agentId'?: (string);
  'validS'?: (number | string | Long);
}

export interface IssueAgentTokenRequest__Output {
  'agentId': (string);
  'validS': (number);
}
