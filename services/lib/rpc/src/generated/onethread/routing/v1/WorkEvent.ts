// Original file: proto/onethread/routing/v1/routing.proto

import type { Welcome as _onethread_routing_v1_Welcome, Welcome__Output as _onethread_routing_v1_Welcome__Output } from '../../../onethread/routing/v1/Welcome.ts';
import type { Result as _onethread_routing_v1_Result, Result__Output as _onethread_routing_v1_Result__Output } from '../../../onethread/routing/v1/Result.ts';
import type { Conversation as _onethread_routing_v1_Conversation, Conversation__Output as _onethread_routing_v1_Conversation__Output } from '../../../onethread/routing/v1/Conversation.ts';
import type { ThreadUpdate as _onethread_routing_v1_ThreadUpdate, ThreadUpdate__Output as _onethread_routing_v1_ThreadUpdate__Output } from '../../../onethread/routing/v1/ThreadUpdate.ts';
import type { Activity as _onethread_routing_v1_Activity, Activity__Output as _onethread_routing_v1_Activity__Output } from '../../../onethread/routing/v1/Activity.ts';
import type { Agent as _onethread_routing_v1_Agent, Agent__Output as _onethread_routing_v1_Agent__Output } from '../../../onethread/routing/v1/Agent.ts';
import type { Ping as _onethread_routing_v1_Ping, Ping__Output as _onethread_routing_v1_Ping__Output } from '../../../onethread/routing/v1/Ping.ts';
import type { ChannelInfo as _onethread_routing_v1_ChannelInfo, ChannelInfo__Output as _onethread_routing_v1_ChannelInfo__Output } from '../../../onethread/routing/v1/ChannelInfo.ts';

export interface WorkEvent {
  'welcome'?: (_onethread_routing_v1_Welcome | null);
  'result'?: (_onethread_routing_v1_Result | null);
  'conversation'?: (_onethread_routing_v1_Conversation | null);
  'thread'?: (_onethread_routing_v1_ThreadUpdate | null);
  'activity'?: (_onethread_routing_v1_Activity | null);
  'agent'?: (_onethread_routing_v1_Agent | null);
  'ping'?: (_onethread_routing_v1_Ping | null);
  'channel'?: (_onethread_routing_v1_ChannelInfo | null);
  'event'?: "welcome"|"result"|"conversation"|"thread"|"activity"|"agent"|"ping"|"channel";
}

export interface WorkEvent__Output {
  'welcome'?: (_onethread_routing_v1_Welcome__Output | null);
  'result'?: (_onethread_routing_v1_Result__Output | null);
  'conversation'?: (_onethread_routing_v1_Conversation__Output | null);
  'thread'?: (_onethread_routing_v1_ThreadUpdate__Output | null);
  'activity'?: (_onethread_routing_v1_Activity__Output | null);
  'agent'?: (_onethread_routing_v1_Agent__Output | null);
  'ping'?: (_onethread_routing_v1_Ping__Output | null);
  'channel'?: (_onethread_routing_v1_ChannelInfo__Output | null);
  'event'?: "welcome"|"result"|"conversation"|"thread"|"activity"|"agent"|"ping"|"channel";
}
