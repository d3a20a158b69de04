// Original file: proto/onethread/history/v1/history.proto

import type { Item as _onethread_shared_v1_Item, Item__Output as _onethread_shared_v1_Item__Output } from '../../../onethread/shared/v1/Item.ts';
import type { Watermark as _onethread_shared_v1_Watermark, Watermark__Output as _onethread_shared_v1_Watermark__Output } from '../../../onethread/shared/v1/Watermark.ts';
import type { Identity as _onethread_shared_v1_Identity, Identity__Output as _onethread_shared_v1_Identity__Output } from '../../../onethread/shared/v1/Identity.ts';

export interface ListItemsResponse {
  'items'?: (_onethread_shared_v1_Item)[];
  'watermarks'?: (_onethread_shared_v1_Watermark)[];
  'identities'?: (_onethread_shared_v1_Identity)[];
  'olderPageToken'?: (string);
  'newerPageToken'?: (string);
}

export interface ListItemsResponse__Output {
  'items': (_onethread_shared_v1_Item__Output)[];
  'watermarks': (_onethread_shared_v1_Watermark__Output)[];
  'identities': (_onethread_shared_v1_Identity__Output)[];
  'olderPageToken': (string);
  'newerPageToken': (string);
}
