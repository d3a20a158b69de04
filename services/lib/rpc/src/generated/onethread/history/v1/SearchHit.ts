// Original file: proto/onethread/history/v1/history.proto

import type { Long } from '@grpc/proto-loader';

export interface SearchHit {
  'customerId'?: (string);
  'customerName'?: (string);
  'conversationId'?: (string);
  'itemId'?: (string);
  'atUs'?: (number | string | Long);
  'channel'?: (string);
  'kind'?: (string);
  'excerpt'?: (string);
  'marks'?: (number)[];
}

export interface SearchHit__Output {
  'customerId': (string);
  'customerName': (string);
  'conversationId': (string);
  'itemId': (string);
  'atUs': (number);
  'channel': (string);
  'kind': (string);
  'excerpt': (string);
  'marks': (number)[];
}
