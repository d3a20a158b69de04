// Original file: proto/onethread/settings/v1/settings.proto


export interface ListChangesRequest {
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListChangesRequest__Output {
  'pageSize': (number);
  'pageToken': (string);
}
