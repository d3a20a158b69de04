// Original file: proto/onethread/routing/v1/routing.proto

import type { Part as _onethread_shared_v1_Part, Part__Output as _onethread_shared_v1_Part__Output } from '../../../onethread/shared/v1/Part.ts';

export interface SendReply {
  'clientMessageId'?: (string);
  'conversationId'?: (string);
  'identityId'?: (string);
  'parts'?: (_onethread_shared_v1_Part)[];
  'cursor'?: (string);
}

export interface SendReply__Output {
  'clientMessageId': (string);
  'conversationId': (string);
  'identityId': (string);
  'parts': (_onethread_shared_v1_Part__Output)[];
  'cursor': (string);
}
