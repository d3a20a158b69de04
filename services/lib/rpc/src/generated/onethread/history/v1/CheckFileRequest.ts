// Original file: proto/onethread/history/v1/history.proto


export interface CheckFileRequest {
  'blobId'?: (string);
  'identityId'?: (string);
}

export interface CheckFileRequest__Output {
  'blobId': (string);
  'identityId': (string);
}
