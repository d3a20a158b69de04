// Original file: proto/onethread/routing/v1/routing.proto

import type { Agent as _onethread_routing_v1_Agent, Agent__Output as _onethread_routing_v1_Agent__Output } from '../../../onethread/routing/v1/Agent.ts';
import type { Conversation as _onethread_routing_v1_Conversation, Conversation__Output as _onethread_routing_v1_Conversation__Output } from '../../../onethread/routing/v1/Conversation.ts';
import type { ChannelInfo as _onethread_routing_v1_ChannelInfo, ChannelInfo__Output as _onethread_routing_v1_ChannelInfo__Output } from '../../../onethread/routing/v1/ChannelInfo.ts';
import type { Queue as _onethread_routing_v1_Queue, Queue__Output as _onethread_routing_v1_Queue__Output } from '../../../onethread/routing/v1/Queue.ts';
import type { Long } from '@grpc/proto-loader';

export interface Welcome {
  'me'?: (_onethread_routing_v1_Agent | null);
  'conversations'?: (_onethread_routing_v1_Conversation)[];
  'colleagues'?: (_onethread_routing_v1_Agent)[];
  'channels'?: (_onethread_routing_v1_ChannelInfo)[];
  'queues'?: (_onethread_routing_v1_Queue)[];
  'heartbeatMs'?: (number);
  'serverTimeMs'?: (number | string | Long);
  'ageUnitMs'?: (number | string | Long);
}

export interface Welcome__Output {
  'me': (_onethread_routing_v1_Agent__Output | null);
  'conversations': (_onethread_routing_v1_Conversation__Output)[];
  'colleagues': (_onethread_routing_v1_Agent__Output)[];
  'channels': (_onethread_routing_v1_ChannelInfo__Output)[];
  'queues': (_onethread_routing_v1_Queue__Output)[];
  'heartbeatMs': (number);
  'serverTimeMs': (number);
  'ageUnitMs': (number);
}
