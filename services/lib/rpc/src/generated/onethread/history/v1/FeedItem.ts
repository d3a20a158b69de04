// Original file: proto/onethread/history/v1/history.proto

import type { Part as _onethread_shared_v1_Part, Part__Output as _onethread_shared_v1_Part__Output } from '../../../onethread/shared/v1/Part.ts';
import type { Long } from '@grpc/proto-loader';

export interface FeedItem {
  'itemId'?: (string);
  'atUs'?: (number | string | Long);
  'rev'?: (number | string | Long);
  'mine'?: (boolean);
  'agentName'?: (string);
  'parts'?: (_onethread_shared_v1_Part)[];
  'edited'?: (boolean);
  'unsent'?: (boolean);
  'providerMessageId'?: (string);
  'channel'?: (string);
}

export interface FeedItem__Output {
  'itemId': (string);
  'atUs': (number);
  'rev': (number);
  'mine': (boolean);
  'agentName': (string);
  'parts': (_onethread_shared_v1_Part__Output)[];
  'edited': (boolean);
  'unsent': (boolean);
  'providerMessageId': (string);
  'channel': (string);
}
