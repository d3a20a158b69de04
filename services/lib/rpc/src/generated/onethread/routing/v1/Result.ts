// Original file: proto/onethread/routing/v1/routing.proto


export interface Result {
  'requestId'?: (string);
  'code'?: (string);
  'message'?: (string);
  'itemId'?: (string);
  'retryable'?: (boolean);
}

export interface Result__Output {
  'requestId': (string);
  'code': (string);
  'message': (string);
  'itemId': (string);
  'retryable': (boolean);
}
