// Original file: proto/onethread/routing/v1/routing.proto

import type { ConversationState as _onethread_routing_v1_ConversationState, ConversationState__Output as _onethread_routing_v1_ConversationState__Output } from '../../../onethread/routing/v1/ConversationState.ts';
import type { Reservation as _onethread_routing_v1_Reservation, Reservation__Output as _onethread_routing_v1_Reservation__Output } from '../../../onethread/routing/v1/Reservation.ts';
import type { Identity as _onethread_shared_v1_Identity, Identity__Output as _onethread_shared_v1_Identity__Output } from '../../../onethread/shared/v1/Identity.ts';
import type { TargetClock as _onethread_routing_v1_TargetClock, TargetClock__Output as _onethread_routing_v1_TargetClock__Output } from '../../../onethread/routing/v1/TargetClock.ts';
import type { Long } from '@grpc/proto-loader';

export interface Conversation {
  'conversationId'?: (string);
  'rev'?: (number | string | Long);
  'customerId'?: (string);
  'customerName'?: (string);
  'state'?: (_onethread_routing_v1_ConversationState);
  'queueId'?: (string);
  'assigneeId'?: (string);
  'reservation'?: (_onethread_routing_v1_Reservation | null);
  'waitingSinceMs'?: (number | string | Long);
  'openedAtMs'?: (number | string | Long);
  'lastActivityMs'?: (number | string | Long);
  'lastIdentity'?: (_onethread_shared_v1_Identity | null);
  'preview'?: (string);
  'previewFromCustomer'?: (boolean);
  'subject'?: (string);
  'unread'?: (number);
  'snoozedUntilMs'?: (number | string | Long);
  'weight'?: (number);
  'explanation'?: (string);
  'clocks'?: (_onethread_routing_v1_TargetClock)[];
  'priority'?: (number);
  'pictureBlobId'?: (string);
}

export interface Conversation__Output {
  'conversationId': (string);
  'rev': (number);
  'customerId': (string);
  'customerName': (string);
  'state': (_onethread_routing_v1_ConversationState__Output);
  'queueId': (string);
  'assigneeId': (string);
  'reservation': (_onethread_routing_v1_Reservation__Output | null);
  'waitingSinceMs': (number);
  'openedAtMs': (number);
  'lastActivityMs': (number);
  'lastIdentity': (_onethread_shared_v1_Identity__Output | null);
  'preview': (string);
  'previewFromCustomer': (boolean);
  'subject': (string);
  'unread': (number);
  'snoozedUntilMs': (number);
  'weight': (number);
  'explanation': (string);
  'clocks': (_onethread_routing_v1_TargetClock__Output)[];
  'priority': (number);
  'pictureBlobId': (string);
}
