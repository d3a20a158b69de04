// Original file: proto/onethread/admin/v1/admin.proto

import type { Agent as _onethread_routing_v1_Agent, Agent__Output as _onethread_routing_v1_Agent__Output } from '../../../onethread/routing/v1/Agent.ts';

export interface ListAgentsResponse {
  'agents'?: (_onethread_routing_v1_Agent)[];
}

export interface ListAgentsResponse__Output {
  'agents': (_onethread_routing_v1_Agent__Output)[];
}
