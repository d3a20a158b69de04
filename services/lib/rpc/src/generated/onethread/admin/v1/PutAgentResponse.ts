// Original file: proto/onethread/admin/v1/admin.proto

import type { Agent as _onethread_routing_v1_Agent, Agent__Output as _onethread_routing_v1_Agent__Output } from '../../../onethread/routing/v1/Agent.ts';

export interface PutAgentResponse {
  'agent'?: (_onethread_routing_v1_Agent | null);
  'created'?: (boolean);
}

export interface PutAgentResponse__Output {
  'agent': (_onethread_routing_v1_Agent__Output | null);
  'created': (boolean);
}
