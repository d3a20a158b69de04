// Original file: proto/onethread/shared/v1/content.proto

import type { Part as _onethread_shared_v1_Part, Part__Output as _onethread_shared_v1_Part__Output } from '../../../onethread/shared/v1/Part.ts';
import type { DeliveryStatus as _onethread_shared_v1_DeliveryStatus, DeliveryStatus__Output as _onethread_shared_v1_DeliveryStatus__Output } from '../../../onethread/shared/v1/DeliveryStatus.ts';
import type { FailureReason as _onethread_shared_v1_FailureReason, FailureReason__Output as _onethread_shared_v1_FailureReason__Output } from '../../../onethread/shared/v1/FailureReason.ts';
import type { Long } from '@grpc/proto-loader';

export interface _onethread_shared_v1_Item_Event {
  'kind'?: (string);
  'agentId'?: (string);
  'agentName'?: (string);
  'reason'?: (string);
  'untilMs'?: (number | string | Long);
  'queueId'?: (string);
  'target'?: (string);
  'dueMs'?: (number | string | Long);
  'text'?: (string);
}

export interface _onethread_shared_v1_Item_Event__Output {
  'kind': (string);
  'agentId': (string);
  'agentName': (string);
  'reason': (string);
  'untilMs': (number);
  'queueId': (string);
  'target': (string);
  'dueMs': (number);
  'text': (string);
}

export interface _onethread_shared_v1_Item_Message {
  'parts'?: (_onethread_shared_v1_Part)[];
  'subject'?: (string);
  'fromAgentOutside'?: (boolean);
  'automatic'?: (boolean);
  'providerTimeMs'?: (number | string | Long);
  'edited'?: (boolean);
  'unsent'?: (boolean);
  'reactions'?: (_onethread_shared_v1_Item_Reaction)[];
  'notice'?: (string);
}

export interface _onethread_shared_v1_Item_Message__Output {
  'parts': (_onethread_shared_v1_Part__Output)[];
  'subject': (string);
  'fromAgentOutside': (boolean);
  'automatic': (boolean);
  'providerTimeMs': (number);
  'edited': (boolean);
  'unsent': (boolean);
  'reactions': (_onethread_shared_v1_Item_Reaction__Output)[];
  'notice': (string);
}

export interface _onethread_shared_v1_Item_Note {
  'parts'?: (_onethread_shared_v1_Part)[];
  'agentId'?: (string);
  'agentName'?: (string);
}

export interface _onethread_shared_v1_Item_Note__Output {
  'parts': (_onethread_shared_v1_Part__Output)[];
  'agentId': (string);
  'agentName': (string);
}

export interface _onethread_shared_v1_Item_Placeholder {
  'code'?: (string);
  'outcome'?: (string);
  'reason'?: (string);
}

export interface _onethread_shared_v1_Item_Placeholder__Output {
  'code': (string);
  'outcome': (string);
  'reason': (string);
}

export interface _onethread_shared_v1_Item_Reaction {
  'emoji'?: (string);
  'count'?: (number);
}

export interface _onethread_shared_v1_Item_Reaction__Output {
  'emoji': (string);
  'count': (number);
}

export interface _onethread_shared_v1_Item_Reply {
  'parts'?: (_onethread_shared_v1_Part)[];
  'agentId'?: (string);
  'agentName'?: (string);
  'status'?: (_onethread_shared_v1_DeliveryStatus);
  'reason'?: (_onethread_shared_v1_FailureReason | null);
  'held'?: (boolean);
  'discarded'?: (boolean);
  'clientMessageId'?: (string);
  'attempt'?: (number);
  'statusAtMs'?: (number | string | Long);
  'writtenFor'?: (string)[];
  'automatic'?: (boolean);
  'copyOf'?: (string);
  'reactions'?: (_onethread_shared_v1_Item_Reaction)[];
}

export interface _onethread_shared_v1_Item_Reply__Output {
  'parts': (_onethread_shared_v1_Part__Output)[];
  'agentId': (string);
  'agentName': (string);
  'status': (_onethread_shared_v1_DeliveryStatus__Output);
  'reason': (_onethread_shared_v1_FailureReason__Output | null);
  'held': (boolean);
  'discarded': (boolean);
  'clientMessageId': (string);
  'attempt': (number);
  'statusAtMs': (number);
  'writtenFor': (string)[];
  'automatic': (boolean);
  'copyOf': (string);
  'reactions': (_onethread_shared_v1_Item_Reaction__Output)[];
}

export interface Item {
  'itemId'?: (string);
  'atUs'?: (number | string | Long);
  'rev'?: (number | string | Long);
  'conversationId'?: (string);
  'customerId'?: (string);
  'identityId'?: (string);
  'channel'?: (string);
  'message'?: (_onethread_shared_v1_Item_Message | null);
  'reply'?: (_onethread_shared_v1_Item_Reply | null);
  'note'?: (_onethread_shared_v1_Item_Note | null);
  'event'?: (_onethread_shared_v1_Item_Event | null);
  'placeholder'?: (_onethread_shared_v1_Item_Placeholder | null);
  'erased'?: (boolean);
  'content'?: "message"|"reply"|"note"|"event"|"placeholder";
}

export interface Item__Output {
  'itemId': (string);
  'atUs': (number);
  'rev': (number);
  'conversationId': (string);
  'customerId': (string);
  'identityId': (string);
  'channel': (string);
  'message'?: (_onethread_shared_v1_Item_Message__Output | null);
  'reply'?: (_onethread_shared_v1_Item_Reply__Output | null);
  'note'?: (_onethread_shared_v1_Item_Note__Output | null);
  'event'?: (_onethread_shared_v1_Item_Event__Output | null);
  'placeholder'?: (_onethread_shared_v1_Item_Placeholder__Output | null);
  'erased': (boolean);
  'content'?: "message"|"reply"|"note"|"event"|"placeholder";
}
