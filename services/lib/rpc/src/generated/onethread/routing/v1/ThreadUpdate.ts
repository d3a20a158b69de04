// Original file: proto/onethread/routing/v1/routing.proto

import type { Item as _onethread_shared_v1_Item, Item__Output as _onethread_shared_v1_Item__Output } from '../../../onethread/shared/v1/Item.ts';
import type { Watermark as _onethread_shared_v1_Watermark, Watermark__Output as _onethread_shared_v1_Watermark__Output } from '../../../onethread/shared/v1/Watermark.ts';
import type { Identity as _onethread_shared_v1_Identity, Identity__Output as _onethread_shared_v1_Identity__Output } from '../../../onethread/shared/v1/Identity.ts';
import type { Long } from '@grpc/proto-loader';

export interface ThreadUpdate {
  'customerId'?: (string);
  'snapshot'?: (boolean);
  'items'?: (_onethread_shared_v1_Item)[];
  'watermarks'?: (_onethread_shared_v1_Watermark)[];
  'identities'?: (_onethread_shared_v1_Identity)[];
  'cursor'?: (string);
  'olderPageToken'?: (string);
  'agentsReadUpToUs'?: (number | string | Long);
}

export interface ThreadUpdate__Output {
  'customerId': (string);
  'snapshot': (boolean);
  'items': (_onethread_shared_v1_Item__Output)[];
  'watermarks': (_onethread_shared_v1_Watermark__Output)[];
  'identities': (_onethread_shared_v1_Identity__Output)[];
  'cursor': (string);
  'olderPageToken': (string);
  'agentsReadUpToUs': (number);
}
