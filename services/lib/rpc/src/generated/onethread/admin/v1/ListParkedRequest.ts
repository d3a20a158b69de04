// Original file: proto/onethread/admin/v1/admin.proto


export interface ListParkedRequest {
  'channel'?: (string);
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListParkedRequest__Output {
  'channel': (string);
  'pageSize': (number);
  'pageToken': (string);
}
