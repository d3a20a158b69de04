// Original file: proto/onethread/history/v1/history.proto


export interface CheckFileResponse {
  'allowed'?: (boolean);
}

export interface CheckFileResponse__Output {
  'allowed': (boolean);
}
