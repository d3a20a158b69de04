// Original file: proto/onethread/assignment/v1/assignment.proto

import type { Presence as _onethread_routing_v1_Presence, Presence__Output as _onethread_routing_v1_Presence__Output } from '../../../onethread/routing/v1/Presence.ts';
import type { Long } from '@grpc/proto-loader';

export interface AgentRow {
  'agentId'?: (string);
  'name'?: (string);
  'presence'?: (_onethread_routing_v1_Presence);
  'connected'?: (boolean);
  'load'?: (number);
  'capacity'?: (number);
  'conversations'?: (number);
  'sinceMs'?: (number | string | Long);
  'teamIds'?: (string)[];
  'removed'?: (boolean);
  'interruptibleLoad'?: (number);
  'interruptibleCapacity'?: (number);
}

export interface AgentRow__Output {
  'agentId': (string);
  'name': (string);
  'presence': (_onethread_routing_v1_Presence__Output);
  'connected': (boolean);
  'load': (number);
  'capacity': (number);
  'conversations': (number);
  'sinceMs': (number);
  'teamIds': (string)[];
  'removed': (boolean);
  'interruptibleLoad': (number);
  'interruptibleCapacity': (number);
}
