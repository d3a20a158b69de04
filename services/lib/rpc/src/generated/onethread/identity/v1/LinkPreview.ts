// Original file: proto/onethread/identity/v1/identity.proto

import type { ProfileValue as _onethread_identity_v1_ProfileValue, ProfileValue__Output as _onethread_identity_v1_ProfileValue__Output } from '../../../onethread/identity/v1/ProfileValue.ts';
import type { Identity as _onethread_shared_v1_Identity, Identity__Output as _onethread_shared_v1_Identity__Output } from '../../../onethread/shared/v1/Identity.ts';
import type { Conversation as _onethread_routing_v1_Conversation, Conversation__Output as _onethread_routing_v1_Conversation__Output } from '../../../onethread/routing/v1/Conversation.ts';
import type { Long } from '@grpc/proto-loader';

export interface _onethread_identity_v1_LinkPreview_Side {
  'identities'?: (_onethread_shared_v1_Identity)[];
  'items'?: (number);
  'openConversations'?: (_onethread_routing_v1_Conversation)[];
  'firstAtUs'?: (number | string | Long);
  'lastAtUs'?: (number | string | Long);
}

export interface _onethread_identity_v1_LinkPreview_Side__Output {
  'identities': (_onethread_shared_v1_Identity__Output)[];
  'items': (number);
  'openConversations': (_onethread_routing_v1_Conversation__Output)[];
  'firstAtUs': (number);
  'lastAtUs': (number);
}

export interface LinkPreview {
  'sides'?: (_onethread_identity_v1_LinkPreview_Side)[];
  'obstacle'?: (string);
  'explanation'?: (string);
  'conflicts'?: (_onethread_identity_v1_ProfileValue)[];
}

export interface LinkPreview__Output {
  'sides': (_onethread_identity_v1_LinkPreview_Side__Output)[];
  'obstacle': (string);
  'explanation': (string);
  'conflicts': (_onethread_identity_v1_ProfileValue__Output)[];
}
