// Original file: proto/onethread/routing/v1/routing.proto

import type { Presence as _onethread_routing_v1_Presence, Presence__Output as _onethread_routing_v1_Presence__Output } from '../../../onethread/routing/v1/Presence.ts';

export interface SetPresence {
  'presence'?: (_onethread_routing_v1_Presence);
}

export interface SetPresence__Output {
  'presence': (_onethread_routing_v1_Presence__Output);
}
