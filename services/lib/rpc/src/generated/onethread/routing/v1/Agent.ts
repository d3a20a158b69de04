// Original file: proto/onethread/routing/v1/routing.proto

import type { Presence as _onethread_routing_v1_Presence, Presence__Output as _onethread_routing_v1_Presence__Output } from '../../../onethread/routing/v1/Presence.ts';
import type { Long } from '@grpc/proto-loader';

export interface Agent {
  'agentId'?: (string);
  'name'?: (string);
  'email'?: (string);
  'role'?: (string);
  'presence'?: (_onethread_routing_v1_Presence);
  'connected'?: (boolean);
  'capacity'?: (number);
  'load'?: (number);
  'rev'?: (number | string | Long);
  'teamIds'?: (string)[];
  'interruptibleLoad'?: (number);
  'interruptibleCapacity'?: (number);
}

export interface Agent__Output {
  'agentId': (string);
  'name': (string);
  'email': (string);
  'role': (string);
  'presence': (_onethread_routing_v1_Presence__Output);
  'connected': (boolean);
  'capacity': (number);
  'load': (number);
  'rev': (number);
  'teamIds': (string)[];
  'interruptibleLoad': (number);
  'interruptibleCapacity': (number);
}
