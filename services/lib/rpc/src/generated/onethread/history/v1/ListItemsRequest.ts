// Original file: proto/onethread/history/v1/history.proto

import type { Long } from '@grpc/proto-loader';

export interface ListItemsRequest {
  'customerId'?: (string);
  'pageToken'?: (string);
  'pageSize'?: (number);
  'newer'?: (boolean);
  'aroundUs'?: (number | string | Long);
}

export interface ListItemsRequest__Output {
  'customerId': (string);
  'pageToken': (string);
  'pageSize': (number);
  'newer': (boolean);
  'aroundUs': (number);
}
