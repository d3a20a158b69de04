// Original file: proto/onethread/history/v1/history.proto

import type { ConversationState as _onethread_routing_v1_ConversationState, ConversationState__Output as _onethread_routing_v1_ConversationState__Output } from '../../../onethread/routing/v1/ConversationState.ts';

export interface ListConversationsRequest {
  'state'?: (_onethread_routing_v1_ConversationState);
  'assigneeId'?: (string);
  'pageToken'?: (string);
  'pageSize'?: (number);
}

export interface ListConversationsRequest__Output {
  'state': (_onethread_routing_v1_ConversationState__Output);
  'assigneeId': (string);
  'pageToken': (string);
  'pageSize': (number);
}
