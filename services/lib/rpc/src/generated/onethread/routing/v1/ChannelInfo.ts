// Original file: proto/onethread/routing/v1/routing.proto

import type { Long } from '@grpc/proto-loader';

export interface _onethread_routing_v1_ChannelInfo_Account {
  'account'?: (string);
  'label'?: (string);
}

export interface _onethread_routing_v1_ChannelInfo_Account__Output {
  'account': (string);
  'label': (string);
}

export interface _onethread_routing_v1_ChannelInfo_FileLimit {
  'type'?: (string);
  'maxBytes'?: (number | string | Long);
}

export interface _onethread_routing_v1_ChannelInfo_FileLimit__Output {
  'type': (string);
  'maxBytes': (number);
}

export interface ChannelInfo {
  'channel'?: (string);
  'label'?: (string);
  'color'?: (string);
  'glyph'?: (string);
  'maxTextLength'?: (number);
  'maxFiles'?: (number);
  'maxFileBytes'?: (number | string | Long);
  'fileTypes'?: (string)[];
  'receipts'?: (string)[];
  'typing'?: (boolean);
  'replyWindowHours'?: (number | string);
  'live'?: (boolean);
  'accounts'?: (_onethread_routing_v1_ChannelInfo_Account)[];
  'addressKind'?: (string);
  'personWindowHours'?: (number | string);
  'textUnit'?: (string);
  'maxTotalFileBytes'?: (number | string | Long);
  'fileLimits'?: (_onethread_routing_v1_ChannelInfo_FileLimit)[];
}

export interface ChannelInfo__Output {
  'channel': (string);
  'label': (string);
  'color': (string);
  'glyph': (string);
  'maxTextLength': (number);
  'maxFiles': (number);
  'maxFileBytes': (number);
  'fileTypes': (string)[];
  'receipts': (string)[];
  'typing': (boolean);
  'replyWindowHours': (number);
  'live': (boolean);
  'accounts': (_onethread_routing_v1_ChannelInfo_Account__Output)[];
  'addressKind': (string);
  'personWindowHours': (number);
  'textUnit': (string);
  'maxTotalFileBytes': (number);
  'fileLimits': (_onethread_routing_v1_ChannelInfo_FileLimit__Output)[];
}
