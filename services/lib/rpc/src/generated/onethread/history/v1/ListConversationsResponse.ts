// Original file: proto/onethread/history/v1/history.proto

import type { Conversation as _onethread_routing_v1_Conversation, Conversation__Output as _onethread_routing_v1_Conversation__Output } from '../../../onethread/routing/v1/Conversation.ts';

export interface ListConversationsResponse {
  'conversations'?: (_onethread_routing_v1_Conversation)[];
  'nextPageToken'?: (string);
}

export interface ListConversationsResponse__Output {
  'conversations': (_onethread_routing_v1_Conversation__Output)[];
  'nextPageToken': (string);
}
